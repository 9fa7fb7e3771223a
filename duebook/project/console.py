"""The ``duebook`` program."""

import gc
import os


def main() -> None:
    """Run the command line with the project's settings named, so that commands that keep books find them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duebook.project.settings")
    from duebook.cli import duebook

    # A day makes millions of small values and hardly a cycle; looking for cycles took 15 % of its time.
    gc.set_threshold(200_000, 50, 50)
    duebook()


if __name__ == "__main__":
    main()

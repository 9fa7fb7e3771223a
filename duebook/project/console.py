"""The ``duebook`` program."""

import os


def main() -> None:
    """Run the command line with the project's settings named, so that commands that keep books find them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duebook.project.settings")
    from duebook.cli import duebook

    duebook()


if __name__ == "__main__":
    main()

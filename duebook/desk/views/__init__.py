"""One file per page: read through the books' queries, hand to a template."""

"""Documents for people - PDF, pictures, mails - as pages of words with their boxes."""

from duebook.formats.document.page import Line, Page, Word, lines_of

__all__ = ["Line", "Page", "Word", "lines_of"]

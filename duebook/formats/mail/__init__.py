"""E-mail: one message as text and attachments."""

from duebook.formats.mail.message import Attachment, Message, is_message, read

__all__ = ["Attachment", "Message", "is_message", "read"]

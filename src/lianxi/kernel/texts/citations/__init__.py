"""Citations 引用: what a text says of other instruments, and of its own provisions."""

from lianxi.kernel.texts.citations.citation import Citation, CitationKind, Form, plain
from lianxi.kernel.texts.citations.citing import find_citations
from lianxi.kernel.texts.citations.provisions import Provision
from lianxi.kernel.texts.citations.register import Registered, TitleRegister

__all__ = ["Citation", "CitationKind", "Form", "Provision", "Registered", "TitleRegister", "find_citations", "plain"]

from faq.models.contact import Contact
from faq.models.letter import About, Letter, State
from faq.models.notice import Notice, Tone
from faq.models.question import Question

__all__ = ["About", "Contact", "Letter", "Notice", "Question", "State", "Tone"]

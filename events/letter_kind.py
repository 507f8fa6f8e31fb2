from learning_portal.foundation.letter_kinds import LetterKind

# At the desk only those who see who came see what a certificate says.
KIND = LetterKind(
    key="attendance",
    heading="Certificate of attendance",
    template="events/certificate.html",
    permission="events.view_certificate",
)

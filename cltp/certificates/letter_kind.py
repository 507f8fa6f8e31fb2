from learning_portal.foundation.letter_kinds import LetterKind

# At the desk only those who may see the record see what a letter says of its holder.
KIND = LetterKind(
    key="cltp-certificate",
    heading="Letter on a CLTP certificate",
    template="cltp/letter.html",
    permission="cltp.view_certificaterecord",
)

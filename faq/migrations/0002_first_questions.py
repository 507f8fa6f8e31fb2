from django.db import migrations

from learning_portal.foundation import folding, markup

# What a new portal says before anyone has edited it. The five answers on CLTP and on ideas
# follow the Libraries Branch's public page, in the portal's own words.
CLTP, LEARNING, PORTAL = "CLTP", "Professional learning", "This portal"
QUESTIONS = [
    (
        CLTP,
        "What was CLTP?",
        "The Community Library Training Program: distance courses on the web from the provincial "
        "Libraries Branch and the British Columbia Library Association, for staff, volunteers and "
        "board members of public libraries and for staff of Indigenous libraries. It is closed and "
        "takes no new learners.",
    ),
    (
        CLTP,
        "Is my CLTP certificate still valid?",
        "Yes. A certificate of completion from CLTP stays valid, and it is still valued. The "
        "programme closed; what you completed in it did not lose its worth.",
    ),
    (
        CLTP,
        "I completed some courses but not the whole certificate. Do they count?",
        "Yes. Each CLTP course you completed stays recognised throughout the province, even "
        "without the full certificate.",
    ),
    (
        CLTP,
        "I was part-way through when CLTP closed. What can I do now?",
        "Talk with your library’s director or human resources staff. Together you can look for "
        "other learning that meets what you need at work and where you want your career to go. "
        "[Find learning](/opportunities/) is one place to start.",
    ),
    (
        CLTP,
        "Our job descriptions ask for CLTP courses. What should we do?",
        "Change them. Nobody can take CLTP courses any more, so we advise adding equivalent or "
        "comparable training to what you ask for: for example, “CLTP courses, or equivalent or "
        "comparable training”.\n\n"
        "If you are not sure how to word it, [ask us](/write/?about=cltp).",
    ),
    (
        LEARNING,
        "How can I help shape professional learning in BC’s libraries?",
        "Tell us your ideas. The Branch wants to hear how it could support professional learning, "
        "online and in person: [send an idea](/write/?about=idea), or tell us "
        "[what people at your library need to learn](/write/?about=need).",
    ),
    (
        LEARNING,
        "What is Rural Library Day?",
        "In-person training held by the Branch, with a programme shaped by the needs that "
        "libraries name. The [Rural Library Day page](/events/) says whether one is announced.",
    ),
    (
        PORTAL,
        "Who is this portal for, and what does it cost?",
        "It is for everyone who works in a public library in British Columbia: staff, trustees "
        "and volunteers. Anyone may use it. It is free, and you need no account.\n\n"
        "A course or webinar listed here may have a price of its own. Each listing says what it "
        "costs, or that the organiser has not stated it.",
    ),
    (
        PORTAL,
        "Which clock are the times in?",
        "BC time, unless you choose another. “Clock” at the foot of every page lets you choose the "
        "clock of another part of Canada; BC time then stays beside it. Where the organiser named "
        "a different clock, the listing shows that too.",
    ),
    (
        PORTAL,
        "The organiser says 11:00. Why does the portal say 12:00?",
        "BC changed its clocks for the last time on March 8, 2026, and now keeps the same time all "
        "year. The United States still changes. From November to March, 11:00 am Pacific time in "
        "the US is 12:00 pm in BC.\n\n"
        "A calendar, telephone or computer that has not been updated since may still be an hour "
        "out. Go by the time marked “BC time”.",
    ),
    (
        PORTAL,
        "Who decides what is listed?",
        "Curators at the Libraries Branch. They look for learning from BC, the rest of Canada "
        "and the United States, and decide what to publish. The list owes much to the "
        "Continuing Education Committee of the British Columbia Library Association.\n\n"
        "A listing is not an endorsement, and the organiser is the one to register with.",
    ),
    (
        PORTAL,
        "How do I suggest something to list?",
        "[Write to us](/write/?about=idea) with the title, the organiser and the address of its "
        "web page. A curator will read it.",
    ),
    (
        PORTAL,
        "Something in a listing is wrong. Whom do I tell?",
        "[Tell us](/write/?about=listing), and say which listing it is. If you cannot use a page "
        "of the portal, please [report the barrier](/write/?about=barrier).",
    ),
]


def write(apps, schema_editor):
    """Only into an empty table; the contact's row is made, and what it holds left to a curator."""
    Question = apps.get_model("faq", "Question")
    Contact = apps.get_model("faq", "Contact")
    Contact.objects.get_or_create(pk=1)  # empty: who holds it is for a curator to enter
    if Question.objects.exists():
        return
    Question.objects.bulk_create(
        Question(
            heading=heading,
            question=question,
            answer=answer,
            answer_html=markup.to_html(answer),
            slug=folding.slug(question),
            order=number * 10,
        )
        for number, (heading, question, answer) in enumerate(QUESTIONS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("faq", "0001_faq")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]

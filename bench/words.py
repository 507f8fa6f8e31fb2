"""What made-up listings are written with, the commonest first: their use falls off as in any text.

“Library” is in none of these lists: `bench.prose` puts it where it is wanted.
"""

ENGLISH_NOUNS = """
collection program children community reading training staff technology patron service book
storytime outreach policy budget copyright privacy catalogue teen family newcomer partnership
literacy data website newsletter volunteer trustee board governance grant branch reference
archive history story language culture reconciliation knowledge elder memory interview exhibit
museum school classroom teacher student curriculum research database journal article citation
search question answer conversation mentor coach leader team meeting agenda decision plan
strategy goal measure survey evaluation outcome report statistic dashboard spreadsheet workflow
inventory shelf weeding donation purchase vendor licence subscription ebook audiobook magazine
newspaper graphic novel picture poetry author illustrator review recommendation display label
barcode scanner printer computer tablet network wireless bandwidth password security phishing
backup server software application platform metadata record subject heading classification
authority format standard vocabulary linked discovery interface accessibility caption
transcript braille screen reader font contrast wheelchair ramp hearing vision autism dementia
anxiety grief trauma wellness burnout safety conflict complaint harassment emergency fire
evacuation overdose naloxone shelter housing homelessness hunger food garden seed climate energy
building renovation furniture lighting acoustics parking signage washroom makerspace robot
printing laser sewing woodwork podcast video camera microphone studio editing animation game
chess puzzle craft music concert film theatre dance festival holiday calendar poster flyer brand
logo photograph advertisement media message press interview advocacy council mayor election
bylaw contract insurance payroll pension recruitment posting orientation supervisor feedback
appraisal discipline union schedule roster absence succession retirement diversity inclusion
belonging bias racism allyship pronoun gender identity settlement refugee citizenship immigrant
translation tutoring numeracy phonics vocabulary rhyme lullaby toddler preschool kindergarten
homework science mathematics coding experiment nature trail river salmon cedar mountain island
village town district region federation consortium courier interlibrary loan delivery bookmobile
rural remote north coast valley treaty territory nation protocol acknowledgement ceremony basket
""".split()

ENGLISH_VERBS = """
plan build choose run lead write share welcome support measure improve teach start find explain
design answer review promote organize describe compare test adapt manage protect repair record
catalogue evaluate borrow lend weed display digitize preserve interview fund budget negotiate
license translate caption map sort label order invite recruit coach mentor train listen observe
celebrate reflect question challenge rethink simplify automate migrate install configure secure
archive publish present facilitate moderate schedule register count survey analyze visualize
forecast report persuade apologize mediate supervise delegate document rehearse
""".split()

ENGLISH_ADJECTIVES = """
new small practical local free public rural digital simple open young early inclusive
accessible welcoming seasonal creative shared safe honest quick gentle everyday changing busy
quiet multilingual Indigenous northern coastal remote regional provincial national historic
modern fair ethical legal financial technical physical mobile virtual hybrid interactive
visual oral written printed rare fragile missing overdue popular diverse intergenerational
sensory playful outdoor evening summer winter annual monthly weekly sudden difficult sensitive
confidential measurable sustainable affordable donated borrowed volunteer municipal federal
strategic operational emotional cognitive neurodivergent trauma-informed evidence-based
""".split()

ENGLISH_DOINGS = """
planning weeding reading teaching writing leading budgeting cataloguing storytelling mentoring
coaching fundraising advocating programming listening lending indexing scanning shelving
supervising hiring scheduling reporting measuring mapping editing recording streaming coding
gaming gardening sewing singing rhyming drawing translating interpreting captioning digitizing
preserving conserving repairing mending labelling sorting weighing ordering licensing
negotiating purchasing borrowing tutoring counselling facilitating moderating presenting
publishing promoting marketing surveying evaluating reflecting networking travelling
""".split()

ENGLISH_SENTENCES = """
You will {V} {A} {N} and {V} the {N} that comes with it.
Bring a {N} of your own, and we {V} it together.
How do you {V} a {N} when there is no {N}?
The first part is about {G} and {A} {N}; the second about {N}.
Most of what we know about {N} came from {G} with a {A} {N}.
{G} is easier once the {N} and the {N} are in one place.
This is for those who {V} {N} alone, with one {A} {N} and little time.
After it you can {V} a {A} {N} for your {N}.
We look at {N}, {N} and {N}, and at what each costs.
There is time to {V}, to {V} and to ask about {N}.
A {A} {N} can change how you {V} {N}.
Examples come from {P} and from {T}, where {G} began with a {N}.
We use {T} to {V} the {N}, and you may use another.
The {N} is {A}, and so is the {N} beside it.
What would {A} {N} look like in {P}?
Each of you leaves with a {N}, a list for {G} and two {A} ideas.
No {N} is needed; some {G} helps.
It touches {N} and {G}, but not {A} {N}.
Three short talks on {N} are followed by {G} in pairs.
Between the parts you {V} a {N} where you work and note what happens.
""".strip().splitlines()

ENGLISH_COMMON = """
It is written for a {A} library with few hands.
Bring an example from your own library: a {N}, a {N} or a rule about {N}.
What one library learned about {G} serves the next.
Libraries that {V} {N} tell how it went.
Ask at your library whether somebody may {V} the {N} with you.
""".strip().splitlines()

ENGLISH_SUMMARIES = """
How to {V} {A} {N} without losing {N}.
{G} and {A} {N}: what works, what it costs, and where to begin.
A {A} look at {N} for people who {V} {N} every day.
What {A} {N} asks of those who {V} it, with examples from {P}.
An hour on {N} and {N}, with time to {V}.
""".strip().splitlines()

ENGLISH_TITLES = """
{A} {N} {G}
{G} for {A} {N}
{G} {N} with {A} {N}
{A} {N} for {N} and {N}
How to {V} a {A} {N}
{G} with {T}: {A} {N}
{N} and {N} in {P}
{A} {G}: {N}, {N} and {N}
From {N} to {N}: {G} in {P}
Why we {V} {N}, and how to {V} it well
Introduction to {A} {N}
{N} {G}, part two
{V} your {N} in a {A} {N}
{T} for {N} {G}
{A} {N} when the {N} is {A} and {A}
""".strip().splitlines()

ENGLISH_COMMON_TITLES = """
{A} {N} in the library
{G} {N} at your library
The {A} library and its {N}
Library {N}: {G} for {N}
""".strip().splitlines()

FRENCH_NOUNS = """
bibliothèque lecture formation collection enfant jeunesse communauté équipe service usager livre
numérique patrimoine médiation atelier projet budget droit auteur accès famille école élève
récit conte langue culture mémoire archives généalogie catalogage métadonnées référence
recherche ressource donnée enquête évaluation rapport stratégie réunion bénévole
gouvernance conseil subvention partenariat quartier village région collectivité accueil
accessibilité surdité dyslexie aîné sécurité confidentialité réseau logiciel écran tablette
balado vidéo jeu musique théâtre poésie bande-dessinée exposition affiche bulletin médias
désherbage acquisition fournisseur licence abonnement prêt étagère éclairage bâtiment jardin
santé bien-être écoute conflit épuisement encadrement recrutement relève équité diversité
réconciliation savoir aîné territoire forêt rivière saumon hiver été fête célébration
""".split()

FRENCH_VERBS = """
choisir planifier animer accueillir évaluer créer partager écrire numériser décrire comparer
protéger améliorer organiser financer négocier traduire enseigner préserver diffuser mesurer
expliquer repenser simplifier essayer écouter guider élaguer présenter répondre
""".split()

FRENCH_ADJECTIVES = """
numérique local gratuit simple ouvert rural inclusif accessible pratique créatif bilingue
autochtone francophone saisonnier fragile éthique juridique technique sensible durable précoce
intergénérationnel régional virtuel hybride quotidien
""".split()

FRENCH_DOINGS = """
médiation animation numérisation évaluation planification rédaction traduction lecture écoute
programmation conservation description acquisition préservation gestion négociation création
""".split()

FRENCH_SENTENCES = """
Vous apprendrez à {V} un projet {A} et à {V} ce qui suit.
Comment {V} quand la {N} manque et que le temps est court ?
La première partie porte sur la {G} et la {N}, la seconde sur le {N}.
Apportez une {N} de chez vous : nous allons la {V} ensemble.
Les exemples viennent de {P} et de {T}, où la {G} a commencé par une {N}.
On y parle de {N}, de {N} et de {N}, et de ce que chacun coûte.
Il reste du temps pour {V}, pour {V} et pour poser des questions.
Un outil {A} peut changer la façon de {V}.
À la fin, chacun repart avec une liste pour la {G} et deux idées.
Aucune expérience n’est exigée ; un peu de {G} aide.
Trois exposés sur la {N} sont suivis d’une {G} en petits groupes.
""".strip().splitlines()

FRENCH_COMMON = """
Des exemples en anglais viennent d’un guide nommé Library {N}.
Le document de départ, Your Library, se lit en anglais.
""".strip().splitlines()

FRENCH_SUMMARIES = """
Comment {V} une {N} sans perdre la {N}.
{G} et {N} : ce qui marche, ce que cela coûte et par où commencer.
Un regard {A} sur la {N}, avec des exemples de {P}.
""".strip().splitlines()

FRENCH_TITLES = """
{G} et {N} : un parcours {A}
Introduction à la {G} {A}
{V} une {N} avec peu de moyens
De la {N} à la {N} : {G} en région
La {N}, la {N} et l’école
Pourquoi {V} : {N} et {G}
{G} à {P}
""".strip().splitlines()

PLACES = """
Prince George|Kamloops|Nelson|Fort St. John|Terrace|Nanaimo|Powell River|Hudson's Hope|Smithers|
Cranbrook|Golden|Squamish|Bella Coola|Haida Gwaii|Tofino|Vernon|Quesnel|Dawson Creek|Fernie|
Sḵwx̱wú7mesh|səl̓ílwətaɬ|xʷməθkʷəy̓əm|Lil̓wat|Nisg̱a’a Valley|Sidney|Burnaby|Surrey|Hope|Lillooet|
Trois-Rivières|Montréal|Moncton|Iqaluit|Whitehorse|Yellowknife|Saskatoon|Winnipeg|Halifax
""".replace("\n", "").split("|")

NAMED_TITLES = """
Saying names well in {L}
Place names in {L} and English
{L} in {N} and {N}
First words of {L} for {A} {N}
""".strip().splitlines()

INDIGENOUS_LANGUAGES = [
    "Sḵwx̱wú7mesh sníchim", "hən̓q̓əmin̓əm̓", "SENĆOŦEN", "nsyilxcən", "Nisg̱a’a", "X̱aad kíl",
    "Kwak̓wala", "Dakelh", "Secwepemctsín",
]  # fmt: skip

PROVIDER_PLACES = """
Cedar Valley|Salmon River|Northern Lights|Coast Range|Two Rivers|Inland|Pacific Rim|Lakehead|
High Country|Harbour|Foothills|Great Plains|Sunrise|Maple|Evergreen|Granite|Blue Heron|Tidewater|
Stikine|Columbia|Monashee|Selkirk|Chilcotin|Cariboo|Prairie Sky|Atlantic|Lakeshore|Old Mill|
Québec-Nord|Côte-Est|Île-Verte|Grande-Rivière
""".replace("\n", "").split("|")

PROVIDER_KINDS = """
Learning Network|Literacy Society|College|Archives Council|Training Institute|Library Association|
School of Information|Museums Alliance|Continuing Education|Library Cooperative|Media Centre|
Governance Forum|Public Library|Technology Exchange|Réseau de formation|Open University|
Storytelling Circle|Library Trustees|Data Collective|Accessibility Centre
""".replace("\n", "").split("|")

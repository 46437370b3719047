"""The demo's pages for those who want to know, see, report or set out: figures of others with source and date.

`PAGES` stands in the order in which it can be released: a page links only to pages released before it.
"""

from sixdegree.demo.parts import ContentPage, figure, heading, hotline, link, note, paragraph, points, terms

FOUNDING = "Founding documents of 6Degree.org"
COUNTER_TRAFFICKING = "IOM, counter-trafficking page"
BY_ITS_CONTENT = "undated, 2018 or later by its content"

FIGURES = ContentPage(
    slug="figures",
    title="Figures and their sources",
    intro=(
        "How many people? Nobody knows. What can be counted are those who were reached, and even these counts "
        "begin in different years and end on different days."
    ),
    body=[
        paragraph(
            "We set them side by side as their sources state them, each with its date, and add none of them "
            "up. Where two disagree, both stand here."
        ),
        heading("People assisted"),
        figure("about 70,000", "people assisted since 1997", "6Degree.org, platform overview", "undated"),
        figure("more than 70,000", "people assisted since 1997", "6Degree.org, platform story", "2015"),
        figure("about 70,000", "people assisted since 1994", "IOM, page on its approach", "undated"),
        figure("close to 100,000", "people assisted since 1994", COUNTER_TRAFFICKING, BY_ITS_CONTENT),
        figure(
            "2,700",
            "people helped since 2000 by the Global Assistance Fund, an emergency support for trafficked "
            "and other exploited migrants",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        heading("What is on record"),
        figure(
            "over 80,000",
            "people from 171 countries, exploited in 170 countries, in the open and anonymised data of the "
            "Counter-Trafficking Data Collaborative, launched in 2017",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        figure(
            "over 50,000",
            "trafficked persons assisted by IOM with a case record in its own database",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        figure("as many as one third", "of trafficked persons are minors", FOUNDING, "undated"),
        heading("The platform of 2015"),
        figure("4", "cases at the launch in Bangkok on 23 June 2015", FOUNDING, "2015"),
        figure(
            "USD 1,500",
            "given to the first case by 13 people from around the world in 15 days",
            FOUNDING,
            "2015",
        ),
        figure("more than 50", "articles and broadcasts after the launch", FOUNDING, "2015"),
        figure(
            "68",
            "people registered as potential donors in the first month; registering is not giving",
            FOUNDING,
            "2015, first month after the launch",
        ),
    ],
    menu_order=4,
)

DEFINITION = ContentPage(
    slug="what-trafficking-is",
    title="What trafficking is",
    intro=(
        "The word is used for many things. In law it has one meaning, agreed by almost every country, and that "
        "meaning has three parts."
    ),
    body=[
        heading("Article 3 of the Palermo Protocol"),
        paragraph(
            "The United Nations protocol to prevent, suppress and punish trafficking in persons, known as the "
            "Palermo Protocol, defines it in its Article 3. Something is done to a person, in a certain way, for "
            "a certain end. All three belong to it."
        ),
        terms(
            ("An act", "Someone recruits a person, moves, transfers, harbours or receives her or him."),
            (
                "A means",
                "It is done by force or threat, by fraud or deception, by paying whoever has control over the "
                "person, or by using that she or he is in no position to refuse.",
            ),
            (
                "A purpose",
                "It is done to exploit: in forced work or services, in the sex trade, in servitude, or by the "
                "removal of organs.",
            ),
        ),
        heading("Two things that are often asked"),
        terms(
            (
                "Did she not agree?",
                "Where one of those means was used, it does not matter that the person once said yes. A yes to "
                "a lie is no consent.",
            ),
            (
                "And children?",
                "For anyone under eighteen the second part is not needed. The act and the purpose are enough.",
            ),
        ),
        heading("What it need not be"),
        points(
            "It need not cross a border. Many people are exploited in their own country, some in their own town.",
            "It need not begin with violence. It often begins with an offer, and with somebody known.",
            "It need not be hidden. It happens in kitchens, on building sites, on boats, in fields and homes.",
        ),
    ],
    menu_order=11,
)

REPORT = ContentPage(
    slug="report",
    title="Report a suspected case",
    intro=(
        "You need no proof and no name of your own. Tell those who are trained for it what you have seen, and "
        "leave the rest to them."
    ),
    body=[
        paragraph(
            "If somebody is in danger at this moment, call the emergency number of the place where you are."
        ),
        heading("By country"),
        paragraph(
            "This is a demonstration: every number below is invented. Numbers that begin with 555-01 are kept "
            "free for stories and lead nowhere. An organisation that runs this site puts the real ones here, "
            "each with the day on which it was last checked."
        ),
        hotline(
            "ID",
            "Invented line for Indonesia",
            "555-0101",
            "Day and night",
            "Bahasa Indonesia, Javanese, English",
            "Free of charge. No name is asked for.",
        ),
        hotline(
            "TH",
            "Invented line for Thailand",
            "555-0102",
            "Day and night",
            "Thai, Burmese, Khmer, Lao, English",
            "Free of charge. Sends a message back where you cannot speak.",
        ),
        hotline(
            "SG",
            "Invented line for Singapore",
            "555-0103",
            "Every day, 8.00 to 22.00",
            "English, Chinese, Malay, Tamil, Tagalog",
        ),
        hotline(
            "CO",
            "Invented line for Colombia",
            "555-0104",
            "Day and night",
            "Spanish",
            "Free of charge from every network.",
        ),
        hotline(
            "FI",
            "Invented line for Finland",
            "555-0105",
            "Monday to Friday, 9.00 to 16.00",
            "Finnish, Swedish, English, Russian",
        ),
        heading("What to say"),
        points(
            "Where it is, and when you were there.",
            "What you saw and heard, apart from what you think it means.",
            "How many people it concerns, and whether there are children among them.",
            "Whether anybody is hurt or is about to be taken elsewhere.",
        ),
        heading("What not to do"),
        points(
            "Do not confront whoever keeps the person. She or he may pay for it later.",
            "Do not follow anybody, and do not go in.",
            "Do not post a picture or a place. It warns the wrong people and may show the right ones.",
            "Do not promise what you cannot keep. Listen, and say where help can be found.",
        ),
        heading("If it is about you"),
        paragraph(
            "The same numbers are for you. If your telephone is looked through, use another one, or ask somebody "
            "at a clinic, a school or a place of worship to call. “Leave now”, at the top of every page, takes "
            "you to another site at once."
        ),
    ],
    menu_order=13,
)

SIGNS = ContentPage(
    slug="warning-signs",
    title="Warning signs",
    intro=(
        "No single sign proves anything, and none of them is missing from every ordinary life. Several of them "
        "together are a reason to ask for advice."
    ),
    body=[
        heading("In an offer"),
        points(
            "It is far better than what others are paid for the same work, and it must be taken at once.",
            "Nobody can say who the employer is, or it is somebody else each time.",
            "The journey is paid in advance and becomes a debt.",
            "Passport, identity card or telephone are to be handed over “to be kept safe”.",
            "You are asked to say something untrue at the border, about your age, your work, or your family.",
        ),
        note("The next part describes how people are kept under control."),
        heading("At a place of work or in a home"),
        points(
            "Somebody never leaves alone, and another person speaks for her or him.",
            "She sleeps where she works. He does not know the address.",
            "Wages are held back, or go to somebody else; the debt grows however long the work is done.",
            "There are injuries that nobody has looked at, or a fear of certain people.",
            "Papers are locked away, calls are listened to, messages are read.",
        ),
        heading("In somebody you know"),
        points(
            "A new friend or an agent decides who may be called.",
            "The answers sound learned by heart, or come from somebody else.",
            "After leaving for a job, she or he can suddenly no longer be reached.",
        ),
        heading("What helps"),
        paragraph(
            "Ask openly and without pressing: are you all right, can you leave if you wish, who has your papers? "
            "Believe the answer as far as it goes, and let the person decide about the next step."
        ),
        link("Report a suspected case", "report"),
    ],
    menu_order=12,
)

SAFELY = ContentPage(
    slug="before-you-leave",
    title="Before you leave for work",
    intro="To go is your right. These are the things that make a way back possible, whatever happens.",
    body=[
        heading("Before you say yes"),
        points(
            "Have the contract in a language you read: the work, the place, the hours, the wage, who pays for the "
            "journey, and what happens if you want to stop.",
            "Look for the employer yourself, not through the number on the offer. Ask somebody who works there.",
            "Ask what a visa costs and who issues it. A tourist visa is not for work.",
            ordered=True,
        ),
        heading("Before you set out"),
        points(
            "Leave copies of your papers, the contract and a picture of yourself with someone you trust.",
            "Agree on a word that means: I am not well, ask for help.",
            "Learn two telephone numbers by heart, one of them of your country's embassy.",
            "Keep your papers yourself. Nobody else needs to hold them.",
            ordered=True,
        ),
        heading("When it is not what was promised"),
        paragraph(
            "You owe nobody your work for a lie. You can ask for help also where you have no permit, and where "
            "you once agreed."
        ),
        link("Report a suspected case", "report"),
    ],
    menu_order=14,
)

PRICE = ContentPage(
    slug="price-of-a-human-being",
    title="What is the Price of a Human Being?",
    intro="A campaign in Finland that turns to those who buy, and asks them to wonder who made it.",
    body=[
        terms(("Where", "Finland"), ("With whom", "Everyone who shops"), ("Aim", "Responsible consumption")),
        heading("The thought behind it"),
        paragraph(
            "Somebody who is forced to work is cheap to the one who forces, and the cheapness travels on: into a "
            "meal, a cleaned office, a basket of berries. Whoever stands at the end of that way seldom sees its "
            "beginning. The question in the title is meant to stay in the head until the next purchase."
        ),
        heading("What a buyer can do"),
        points(
            "Ask where it comes from, and ask again when the answer is vague. Questions are counted in shops.",
            "Be wary of a price that cannot pay anybody's wage.",
            "Choose a house that names its suppliers and lets others look at them.",
            "Look at the people, too: in the restaurant, at the car wash, on the building site next door.",
        ),
        link("Warning signs", "warning-signs"),
    ],
    menu_order=21,
)

IOM_X = ContentPage(
    slug="iom-x",
    title="IOM X",
    intro="A campaign in Asia and the Pacific that speaks with young people where they already are: on screens.",
    body=[
        terms(
            ("Where", "Asia and the Pacific"),
            ("With whom", "Young people, with the support of USAID"),
            ("Aim", "Safe migration, by means of media and technology"),
        ),
        heading("The thought behind it"),
        paragraph(
            "Many who set out for work are young, and decide with a telephone in the hand. A film, a song or a "
            "story told by somebody of the same age reaches them before an agent does, or at least at the same "
            "time, and says what to look for in an offer."
        ),
        heading("What to take from it"),
        points(
            "Check before you trust: an offer, a profile, a recruiter's licence.",
            "Tell somebody where you go, and when you will be heard of next.",
            "Talk about it. Who has come back knows more than who has promised.",
        ),
        link("Before you leave for work", "before-you-leave"),
    ],
    menu_order=22,
)

OJO = ContentPage(
    slug="ojo-a-la-trata",
    title="Ojo a la Trata",
    intro="“Watch out for trafficking”: a campaign in Colombia that teaches to see, and to know what is seen.",
    body=[
        terms(
            ("Where", "Colombia"),
            ("With whom", "The public, with the foreign ministry"),
            ("Aim", "Warning signs, and identifying a case"),
        ),
        heading("The thought behind it"),
        paragraph(
            "Trafficking seldom calls itself by its name, not even to those who live through it. Somebody at a "
            "counter, in a bus station or next door may be the first who could notice. What they need is a short "
            "list of signs, and one number."
        ),
        heading("What to take from it"),
        points(
            "Know the signs before they are needed.",
            "Compare several; one alone means little.",
            "Tell those who are trained for it, and not the person's keeper.",
        ),
        link("Warning signs", "warning-signs"),
        link("Report a suspected case", "report"),
    ],
    menu_order=23,
)

PREVENTION = ContentPage(
    slug="prevention",
    title="Before it happens",
    intro=(
        "The best story is the one that never has to be told. These pages are for those who want to know, who "
        "have seen something, or who are about to leave."
    ),
    body=[
        heading("Know"),
        link("What trafficking is", "what-trafficking-is"),
        link("Figures and their sources", "figures"),
        heading("See and report"),
        link("Warning signs", "warning-signs"),
        link("Report a suspected case, by country", "report"),
        heading("Set out safely"),
        link("Before you leave for work", "before-you-leave"),
        heading("Three campaigns"),
        paragraph(
            "The founding organisation names three, and they show how differently it can be told: to those who "
            "buy, to those who leave, and to those who could notice."
        ),
        link("What is the Price of a Human Being? (Finland)", "price-of-a-human-being"),
        link("IOM X (Asia and the Pacific)", "iom-x"),
        link("Ojo a la Trata (Colombia)", "ojo-a-la-trata"),
    ],
    menu_order=1,
)

PAGES = [FIGURES, DEFINITION, REPORT, SIGNS, SAFELY, PRICE, IOM_X, OJO, PREVENTION]

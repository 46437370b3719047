from bench.search.words import Words

ENGLISH = Words(
    pronouns=(
        {"they": "she", "They": "She", "their": "her"},
        {"they": "he", "They": "He", "their": "his"},
    ),
    after={
        "sewing": (
            "learning to sew for a living",
            "training as a tailor",
            "opening a small dressmaking shop",
        ),
        "weaving": (
            "weaving again",
            "selling cloth from a loom of {their} own",
            "joining a group of weavers",
        ),
        "cooking": ("opening a food stall", "training as a cook", "preparing meals for a school canteen"),
        "baking": ("opening a bakery", "learning to bake bread", "training as a pastry cook"),
        "farming": ("farming the family's land", "growing vegetables for the market", "planting rice again"),
        "carpentry": ("training as a carpenter", "making furniture", "setting up a small joinery"),
        "engine_repair": (
            "setting up a motorcycle repair shop",
            "training as a mechanic",
            "mending engines in a rented shed",
        ),
        "hairdressing": ("opening a hair salon", "training as a hairdresser", "cutting hair in the village"),
        "shopkeeping": ("opening a grocery shop", "keeping a market stall", "running a small general store"),
        "caregiving": (
            "training to care for older people",
            "becoming a nursing assistant",
            "working as a carer in a home for the elderly",
        ),
        "fishing": ("raising fish in a pond", "going out to fish with a cousin", "starting a fish farm"),
    },
    before={
        "sewing": ("sewed for the neighbours", "helped a tailor at the market"),
        "weaving": ("wove cloth with an aunt", "sat at the loom after school"),
        "cooking": ("cooked in a roadside kitchen", "sold meals at the bus station"),
        "baking": ("baked flat bread before dawn", "helped in a bakery"),
        "farming": ("farmed rice on rented land", "grew vegetables with an uncle"),
        "carpentry": ("worked for a carpenter", "planed wood in a furniture workshop"),
        "engine_repair": ("repaired motorcycles", "was apprenticed to a mechanic"),
        "hairdressing": ("cut hair on the porch", "swept up in a hairdresser's shop"),
        "shopkeeping": ("kept a small shop", "sold groceries from a stall"),
        "caregiving": ("cared for an elderly neighbour", "nursed a sick grandparent"),
        "fishing": ("fished along the coast", "mended nets with the other fishers"),
    },
    settings={
        "fishing_boat": ("on a fishing boat", "aboard a trawler", "on a fishing vessel far from land"),
        "palm_plantation": ("on a palm oil plantation", "on an oil palm estate"),
        "vegetable_farm": ("on a vegetable farm", "in the fields of a farm"),
        "household": ("as a maid in another family's house", "as a domestic worker in a private home"),
        "restaurant": ("in the kitchen of a restaurant", "in an eating house"),
        "building_site": ("on a building site", "on a construction site"),
        "garment_factory": ("in a garment factory", "in a clothing factory", "in a textile mill"),
        "brick_kiln": ("at a brick kiln", "in a brickworks"),
        "street": ("begging in the street", "begging from strangers"),
        "karaoke_bar": ("in a karaoke bar", "in a nightclub"),
    },
    needs={
        "accommodation": ("a safe place to live", "a room in a shelter"),
        "medical": ("medical treatment", "a doctor and medicine"),
        "legal": ("a lawyer to claim the unpaid wages", "legal help in court"),
        "psychological": ("regular talks with a counsellor", "psychological support"),
        "journey_home": ("a ticket home", "the journey home"),
        "education_and_skills": ("the fees of a course", "vocational training"),
        "job_placement": ("help to find a job", "a placement with a fair employer"),
        "small_business": ("money to start a small business", "the first stock of a small business"),
        "clothes_and_necessities": ("clothes and bedding", "basic necessities for the first months"),
    },
    summaries=(
        "{They} spent {years} years {setting} without pay. Now {they} is {after}; what helps most is {need}.",
        "Promised another job, {alias} was kept {setting}. Today {they} is {after}, and needs {need}.",
        "After {years} years {setting}, {alias} is free and {after}. {They} asks for {need}.",
        "Now {they} is {after}. The years {setting} are over; {need} would make the difference.",
    ),
    headings={
        "before": ("Earlier days", "Before it began", "Where it starts"),
        "exploitation": ("Years without wages", "Not free to leave", "Held back"),
        "way_home": ("Home again", "The way back"),
        "next": ("A plan", "What comes now", "Tomorrow"),
    },
    narratives={
        "before": (
            "{alias} {before}. Money was short, and there were others to feed.",
            "As a young adult {they} {before}.\n\nThe family lived from one month to the next.",
        ),
        "exploitation": (
            "The papers were taken away on the first day. {They} worked {setting} and was told of a debt that grew.",
            "The wages were written down and never paid. Nobody was allowed to leave.",
        ),
        "way_home": (
            "A neighbour made a call, and people came who asked the right questions.",
            "With new papers {they} travelled back. The family had not stopped waiting.",
        ),
        "next": (
            "{They} looks forward to {after}.",
            "“I know what I want,” says {alias}: {after}.",
        ),
    },
)

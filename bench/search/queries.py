"""The judged set: sixty queries in four languages, each with the facts it asks for. Twenty are held out."""

from bench.search.judging import Asked, Query

HELD_OUT = True

QUERIES = (
    # English
    Query("sewing", "en", "word", Asked(work="sewing")),
    Query("tailoring", "en", "synonym", Asked(work="sewing")),
    Query("trawler", "en", "synonym", Asked(setting="fishing_boat")),
    Query("carpentry", "en", "word", Asked(work="carpentry")),
    Query("restarant", "en", "typo", Asked(setting="restaurant")),
    Query("weavign cloth", "en", "typo", Asked(work="weaving")),
    Query("hairdr", "en", "part", Asked(work="hairdressing")),
    Query("Central Java medical", "en", "place and need", Asked(place="IDN-1224", need="medical")),
    Query("Legal assistance", "en", "need in interface words", Asked(need="legal")),
    Query(
        "West Kalimantan garment", "en", "place and word", Asked(place="IDN-1228", setting="garment_factory")
    ),
    Query("dressmaker", "en", "synonym", Asked(work="sewing"), HELD_OUT),
    Query("plantaton", "en", "typo", Asked(setting="palm_plantation"), HELD_OUT),
    Query("Psychological support", "en", "need in interface words", Asked(need="psychological"), HELD_OUT),
    Query("Nepal fishing boat", "en", "place and word", Asked(place="NP", setting="fishing_boat"), HELD_OUT),
    Query("baker", "en", "part", Asked(work="baking"), HELD_OUT),
    # Indonesian
    Query("menjahit", "id", "word", Asked(work="sewing")),
    Query("penjahit", "id", "synonym", Asked(work="sewing")),
    Query("kapal pukat", "id", "synonym", Asked(setting="fishing_boat")),
    Query("bengkel motor", "id", "word", Asked(work="engine_repair")),
    Query("perkebunn sawit", "id", "typo", Asked(setting="palm_plantation")),
    Query("retoran", "id", "typo", Asked(setting="restaurant")),
    Query("garm", "id", "part", Asked(setting="garment_factory")),
    Query("Jawa Tengah hukum", "id", "place and need", Asked(place="IDN-1224", need="legal")),
    Query("Bantuan medis", "id", "need in interface words", Asked(need="medical")),
    Query("Melati", "id", "alias", Asked(alias="Melati")),
    Query("tukang kayu", "id", "synonym", Asked(work="carpentry"), HELD_OUT),
    Query("konstruksi banguan", "id", "typo", Asked(setting="building_site"), HELD_OUT),
    Query("Usaha kecil", "id", "need in interface words", Asked(need="small_business"), HELD_OUT),
    Query(
        "Kalimantan Barat menenun", "id", "place and word", Asked(place="IDN-1228", work="weaving"), HELD_OUT
    ),
    Query("penenu", "id", "part", Asked(work="weaving"), HELD_OUT),
    # Thai
    Query("เย็บผ้า", "th", "word", Asked(work="sewing")),
    Query("ช่างตัดเสื้อ", "th", "synonym", Asked(work="sewing")),
    Query("เรือประมง", "th", "synonym", Asked(setting="fishing_boat")),
    Query("ช่างไม้", "th", "word", Asked(work="carpentry")),
    Query("ทอผ้า", "th", "word", Asked(work="weaving")),
    Query("ก่อสร้าง", "th", "word", Asked(exploitation="construction")),
    Query("คารา", "th", "part", Asked(setting="karaoke_bar")),
    Query("ชวากลาง จิตใจ", "th", "place and need", Asked(place="IDN-1224", need="psychological")),
    Query("การรักษาพยาบาล", "th", "need in interface words", Asked(need="medical")),
    Query("เมียนมา ร้านทำผม", "th", "place and word", Asked(place="MM", work="hairdressing")),
    Query("เรืออวนลาก", "th", "synonym", Asked(setting="fishing_boat"), HELD_OUT),
    Query("ความช่วยเหลือทางกฎหมาย", "th", "need in interface words", Asked(need="legal"), HELD_OUT),
    Query(
        "เนปาล โรงงานเสื้อผ้า", "th", "place and word", Asked(place="NP", setting="garment_factory"), HELD_OUT
    ),
    Query("ขนมปัง", "th", "word", Asked(work="baking"), HELD_OUT),
    Query("อินโด", "th", "part", Asked(place="ID"), HELD_OUT),
    # Chinese
    Query("缝纫", "zh-hans", "word", Asked(work="sewing")),
    Query("裁缝", "zh-hans", "synonym", Asked(work="sewing")),
    Query("拖网船", "zh-hans", "synonym", Asked(setting="fishing_boat")),
    Query("砖窑", "zh-hans", "word", Asked(setting="brick_kiln")),
    Query("乞讨", "zh-hans", "word", Asked(exploitation="begging")),
    Query("面包", "zh-hans", "part", Asked(work="baking")),
    Query("中爪哇 医疗", "zh-hans", "place and need", Asked(place="IDN-1224", need="medical")),
    Query("心理支持", "zh-hans", "need in interface words", Asked(need="psychological")),
    Query("云南 渔船", "zh-hans", "place and word", Asked(place="CHN-1810", setting="fishing_boat")),
    Query("家政", "zh-hans", "word", Asked(exploitation="domestic_work_and_hospitality")),
    Query("渔船", "zh-hans", "synonym", Asked(setting="fishing_boat"), HELD_OUT),
    Query("法律帮助", "zh-hans", "need in interface words", Asked(need="legal"), HELD_OUT),
    Query("尼泊尔 小本生意", "zh-hans", "place and need", Asked(place="NP", need="small_business"), HELD_OUT),
    Query("木匠", "zh-hans", "word", Asked(work="carpentry"), HELD_OUT),
    Query("油棕", "zh-hans", "part", Asked(setting="palm_plantation"), HELD_OUT),
)

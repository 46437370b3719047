from bench.search.words import Words

INDONESIAN = Words(
    pronouns=({}, {}),
    after={
        "sewing": (
            "belajar menjahit untuk mencari nafkah",
            "berlatih menjadi penjahit",
            "membuka usaha konveksi kecil",
        ),
        "weaving": (
            "kembali menenun",
            "menjual kain tenun buatan sendiri",
            "bergabung dengan kelompok penenun",
        ),
        "cooking": ("membuka warung makan", "berlatih menjadi juru masak", "memasak untuk kantin sekolah"),
        "baking": ("membuka toko roti", "belajar membuat roti", "berlatih membuat kue"),
        "farming": ("bertani di tanah keluarga", "menanam sayur untuk dijual", "kembali menggarap sawah"),
        "carpentry": ("berlatih menjadi tukang kayu", "membuat perabot kayu", "membuka bengkel mebel kecil"),
        "engine_repair": (
            "membuka bengkel sepeda motor",
            "berlatih menjadi montir",
            "memperbaiki mesin kecil",
        ),
        "hairdressing": (
            "membuka salon rambut",
            "berlatih menjadi penata rambut",
            "memotong rambut di kampung",
        ),
        "shopkeeping": ("membuka toko kelontong", "berjualan di kios pasar", "mengelola toko kecil"),
        "caregiving": (
            "berlatih merawat orang lanjut usia",
            "belajar menjadi asisten perawat",
            "bekerja di panti wreda",
        ),
        "fishing": ("memelihara ikan di kolam", "melaut lagi bersama sepupu", "memulai tambak ikan"),
    },
    before={
        "sewing": ("menjahit untuk para tetangga", "membantu seorang penjahit di pasar"),
        "weaving": ("menenun kain bersama bibi", "duduk di alat tenun sepulang sekolah"),
        "cooking": ("memasak di dapur pinggir jalan", "menjual nasi bungkus di terminal"),
        "baking": ("memanggang roti sebelum fajar", "membantu di toko roti"),
        "farming": ("bertani padi di lahan sewaan", "menanam sayur bersama paman"),
        "carpentry": ("bekerja pada tukang kayu", "mengetam kayu di bengkel mebel"),
        "engine_repair": ("memperbaiki sepeda motor", "magang pada seorang montir"),
        "hairdressing": ("memotong rambut di teras", "membantu di salon rambut"),
        "shopkeeping": ("menjaga toko kecil", "berjualan kelontong di kios"),
        "caregiving": ("merawat tetangga yang lanjut usia", "merawat nenek yang sakit"),
        "fishing": ("menangkap ikan di pesisir", "memperbaiki jaring bersama nelayan lain"),
    },
    settings={
        "fishing_boat": ("di kapal penangkap ikan", "di kapal pukat", "di kapal ikan jauh dari darat"),
        "palm_plantation": ("di perkebunan kelapa sawit", "di kebun sawit"),
        "vegetable_farm": ("di ladang sayur", "di lahan pertanian"),
        "household": ("sebagai pembantu di rumah orang lain", "sebagai pekerja rumah tangga"),
        "restaurant": ("di dapur sebuah restoran", "di rumah makan"),
        "building_site": ("di proyek bangunan", "di lokasi konstruksi"),
        "garment_factory": ("di pabrik garmen", "di pabrik pakaian", "di pabrik tekstil"),
        "brick_kiln": ("di tempat pembakaran bata", "di pabrik batu bata"),
        "street": ("mengemis di jalan", "mengemis dari pintu ke pintu"),
        "karaoke_bar": ("di bar karaoke", "di klub malam"),
    },
    needs={
        "accommodation": ("tempat tinggal yang aman", "kamar di rumah singgah"),
        "medical": ("pengobatan medis", "dokter dan obat"),
        "legal": ("pengacara untuk menagih upah", "bantuan hukum di pengadilan"),
        "psychological": ("konseling yang teratur", "dukungan psikologis"),
        "journey_home": ("tiket pulang", "perjalanan pulang"),
        "education_and_skills": ("biaya kursus", "pelatihan keterampilan"),
        "job_placement": ("bantuan mencari pekerjaan", "penempatan pada majikan yang adil"),
        "small_business": ("modal usaha kecil", "barang dagangan pertama untuk usaha kecil"),
        "clothes_and_necessities": ("pakaian dan selimut", "kebutuhan pokok untuk bulan pertama"),
    },
    summaries=(
        "{years} tahun lamanya dia bekerja tanpa upah {setting}. Kini dia {after}; yang paling membantu adalah {need}.",
        "{alias} dijanjikan pekerjaan lain, lalu ditahan {setting}. Sekarang dia {after} dan memerlukan {need}.",
        "Setelah {years} tahun {setting}, {alias} bebas dan {after}. Dia memohon {need}.",
        "Kini dia {after}. Tahun-tahun {setting} telah lewat; {need} akan sangat berarti.",
    ),
    headings={
        "before": ("Hari-hari dahulu", "Sebelum semuanya", "Di mana ini bermula"),
        "exploitation": ("Bertahun-tahun tanpa upah", "Tidak bebas pergi", "Ditahan"),
        "way_home": ("Kembali ke rumah", "Jalan kembali"),
        "next": ("Sebuah rencana", "Yang datang sekarang", "Esok hari"),
    },
    narratives={
        "before": (
            "{alias} dulu {before}. Uang selalu kurang, dan masih ada yang harus diberi makan.",
            "Dahulu dia {before}.\n\nKeluarga itu hidup dari bulan ke bulan.",
        ),
        "exploitation": (
            "Surat-suratnya diambil pada hari pertama. Dia bekerja {setting} dan diberi tahu tentang utang yang tumbuh.",
            "Upah dicatat dan tidak pernah dibayar. Tidak seorang pun boleh pergi.",
        ),
        "way_home": (
            "Seorang tetangga menelepon, lalu datang orang-orang yang bertanya dengan tepat.",
            "Dengan surat baru dia kembali. Keluarganya tidak berhenti menunggu.",
        ),
        "next": (
            "Dia menantikan hari itu: {after}.",
            "“Saya tahu yang saya mau,” kata {alias}: {after}.",
        ),
    },
)

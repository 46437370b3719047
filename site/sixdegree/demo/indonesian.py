"""The demo's site in a second language: what somebody in a hurry needs, and the words of the frame.

Pages that are not here stay in English, and say so: content is told as it was released, language by language.
"""

from typing import Any

from sixdegree.demo.parts import ContentPage, heading, hotline, link, note, paragraph, points

LOCALE = "id"

REPORT = ContentPage(
    slug="report",
    title="Laporkan dugaan kasus",
    intro=(
        "Anda tidak perlu bukti dan tidak perlu menyebut nama. Ceritakan apa yang Anda lihat kepada mereka yang "
        "terlatih, dan serahkan sisanya kepada mereka."
    ),
    body=[
        paragraph("Jika seseorang dalam bahaya saat ini, hubungi nomor darurat di tempat Anda berada."),
        heading("Menurut negara"),
        paragraph(
            "Ini peragaan: semua nomor di bawah ini rekaan. Nomor yang diawali 555-01 disediakan untuk cerita "
            "dan tidak tersambung ke mana pun. Organisasi yang menjalankan situs ini mengisinya dengan nomor "
            "yang sebenarnya, masing-masing dengan tanggal pemeriksaan terakhir."
        ),
        hotline(
            "ID",
            "Saluran rekaan untuk Indonesia",
            "555-0101",
            "Siang dan malam",
            "Bahasa Indonesia, Jawa, Inggris",
            "Gratis. Nama tidak ditanyakan.",
        ),
        hotline(
            "TH",
            "Saluran rekaan untuk Thailand",
            "555-0102",
            "Siang dan malam",
            "Thai, Burma, Khmer, Lao, Inggris",
            "Gratis. Membalas dengan pesan jika Anda tidak dapat berbicara.",
        ),
        hotline(
            "SG",
            "Saluran rekaan untuk Singapura",
            "555-0103",
            "Setiap hari, 08.00 sampai 22.00",
            "Inggris, Mandarin, Melayu, Tamil, Tagalog",
        ),
        heading("Apa yang perlu disampaikan"),
        points(
            "Di mana tempatnya, dan kapan Anda berada di sana.",
            "Apa yang Anda lihat dan dengar, terpisah dari dugaan Anda tentang artinya.",
            "Berapa orang yang terlibat, dan apakah ada anak-anak di antara mereka.",
            "Apakah ada yang terluka atau akan segera dibawa ke tempat lain.",
        ),
        heading("Apa yang jangan dilakukan"),
        points(
            "Jangan menegur orang yang menahan dia. Akibatnya bisa menimpa dia kemudian.",
            "Jangan membuntuti siapa pun, dan jangan masuk.",
            "Jangan menyebarkan gambar atau tempat. Itu memperingatkan orang yang salah.",
            "Jangan menjanjikan apa yang tidak dapat Anda penuhi. Dengarkan, dan katakan di mana ada bantuan.",
        ),
        heading("Jika ini tentang Anda sendiri"),
        paragraph(
            "Nomor yang sama juga untuk Anda. Jika telepon Anda diperiksa orang, pakailah telepon lain, atau "
            "mintalah seseorang di klinik, sekolah, atau rumah ibadah untuk menelepon. “Keluar sekarang”, di "
            "bagian atas setiap halaman, langsung membawa Anda ke situs lain."
        ),
    ],
)

SIGNS = ContentPage(
    slug="warning-signs",
    title="Tanda-tanda peringatan",
    intro=(
        "Satu tanda saja tidak membuktikan apa pun. Beberapa tanda bersama-sama adalah alasan untuk meminta saran."
    ),
    body=[
        heading("Dalam sebuah tawaran"),
        points(
            "Bayarannya jauh lebih baik daripada orang lain untuk pekerjaan yang sama, dan harus segera diterima.",
            "Tidak ada yang tahu siapa majikannya, atau namanya selalu berganti.",
            "Perjalanan dibayarkan lebih dahulu dan menjadi utang.",
            "Paspor, kartu identitas, atau telepon harus diserahkan “supaya aman”.",
            "Anda diminta berkata tidak benar di perbatasan, tentang umur, pekerjaan, atau keluarga Anda.",
        ),
        note("Bagian berikut menggambarkan bagaimana orang dikendalikan."),
        heading("Di tempat kerja atau di rumah"),
        points(
            "Seseorang tidak pernah keluar sendiri, dan orang lain berbicara untuknya.",
            "Dia tidur di tempat dia bekerja. Dia tidak tahu alamatnya.",
            "Upah ditahan atau diberikan kepada orang lain; utangnya bertambah, berapa lama pun dia bekerja.",
            "Ada luka yang tidak pernah diperiksa, atau rasa takut kepada orang tertentu.",
            "Surat-suratnya dikunci, panggilannya didengarkan, pesannya dibaca.",
        ),
        heading("Pada orang yang Anda kenal"),
        points(
            "Teman baru atau agen menentukan siapa yang boleh dihubungi.",
            "Jawabannya terdengar seperti hafalan, atau datang dari orang lain.",
            "Setelah berangkat untuk bekerja, dia tiba-tiba tidak dapat dihubungi lagi.",
        ),
        heading("Apa yang membantu"),
        paragraph(
            "Bertanyalah dengan terbuka dan tanpa mendesak: apakah kamu baik-baik saja, bisakah kamu pergi kalau "
            "mau, siapa yang memegang surat-suratmu? Percayai jawabannya, dan biarkan dia sendiri yang "
            "menentukan langkah berikutnya."
        ),
        link("Laporkan dugaan kasus", "report"),
    ],
)

HOME = ContentPage(
    slug="home",
    title="Paling jauh enam orang",
    intro=(
        "Di sini orang-orang yang pernah diperdagangkan, dan sedang membangun hidupnya kembali, menyebutkan apa "
        "yang mereka perlukan untuk langkah berikutnya. Anda dapat mendampingi salah satu dari mereka, "
        "sedikit atau banyak, sesuka Anda."
    ),
    body=[
        heading("Cara kerjanya"),
        points(
            "Seseorang yang telah keluar dari eksploitasi menyusun bersama petugas kasus apa yang akan membantu: "
            "kamar yang aman, dokter, pengacara, kursus, mesin jahit.",
            "Dengan izin orang itu kami menceritakan perjalanannya, diubah agar tidak ada yang dapat dikenali.",
            "Anda membacanya, mengikutinya di peta, dan memberi untuk kebutuhannya. Bila tujuannya "
            "tercapai, kasus itu tidak menerima lagi.",
            "Anda mendengar kelanjutannya, jika orang itu mau bercerita.",
            ordered=True,
        ),
        heading("Jika Anda melihat sesuatu"),
        paragraph(
            "Mungkin Anda di sini bukan karena sebuah cerita, melainkan karena tetangga, rekan, teman yang tidak "
            "lagi menjawab, atau diri Anda sendiri."
        ),
        link("Tanda-tanda peringatan", "warning-signs"),
        link("Laporkan dugaan kasus", "report"),
    ],
)

# In the order in which they can be released.
PAGES = [REPORT, SIGNS, HOME]

SITE: dict[str, Any] = {
    "title": "Sixdegree",
    "strapline": "Dampingi satu orang, dari mana pun Anda berada.",
    "menu": [
        {"type": "stories", "value": {"title": "Cerita"}},
        {"type": "page", "value": {"title": "Tanda-tanda", "page": "warning-signs"}},
        {"type": "page", "value": {"title": "Laporkan", "page": "report"}},
    ],
    "wording": [
        {
            "type": "wording",
            "value": {
                "give": "Beri",
                "fund_name": "dana umum",
                "fund_explained": (
                    "Untuk mereka yang ceritanya tidak dapat ditampilkan, dan untuk pemberian yang melebihi tujuan."
                ),
                "withdrawn": "Cerita ini tidak lagi dibagikan. Kebutuhannya tetap dipenuhi.",
                "promise": "Setiap cerita disampaikan karena orangnya setuju, dan hilang ketika ia tidak lagi setuju.",
                "thanks": "Terima kasih telah mendampingi satu orang hari ini.",
            },
        }
    ],
}

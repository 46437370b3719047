"""What the card says, in the languages it is printed in. A stranger who finds it learns nothing from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`language` is its own name; the rest is printed, in this order."""

    language: str
    title: str
    purpose: str
    how: str
    number: str
    once: str
    finder: str


CARD = {
    "en": Words(
        language="English",
        title="Your number",
        purpose="If you change your mind, we stop at once. You need not say why, and nobody will ask.",
        how="Call or write to us and read out this number:",
        number="Number",
        once="Keep it where only you look. If it is lost, we can still help you, and give you another.",
        finder="Found it? Throw it away. It opens nothing and pays for nothing.",
    ),
    "id": Words(
        language="Bahasa Indonesia",
        title="Nomor Anda",
        purpose=(
            "Jika Anda berubah pikiran, kami segera berhenti. Anda tidak perlu menjelaskan alasannya, dan "
            "tidak ada yang akan bertanya."
        ),
        how="Telepon atau tulis kepada kami dan bacakan nomor ini:",
        number="Nomor",
        once=(
            "Simpan di tempat yang hanya Anda lihat. Jika hilang, kami tetap dapat membantu Anda dan memberi "
            "nomor baru."
        ),
        finder="Menemukan kartu ini? Buang saja. Kartu ini tidak membuka dan tidak membayar apa pun.",
    ),
    "th": Words(
        language="ไทย",
        title="หมายเลขของคุณ",
        purpose="หากคุณเปลี่ยนใจ เราจะหยุดทันที คุณไม่ต้องบอกเหตุผล และจะไม่มีใครถาม",
        how="โทรหรือเขียนถึงเรา แล้วอ่านหมายเลขนี้:",
        number="หมายเลข",
        once="เก็บไว้ในที่ที่มีแต่คุณเท่านั้นที่เห็น หากหาย เรายังช่วยคุณได้และให้หมายเลขใหม่ได้",
        finder="พบบัตรนี้หรือ? ทิ้งได้เลย บัตรนี้ใช้เปิดหรือจ่ายอะไรไม่ได้",
    ),
    "zh-hans": Words(
        language="简体中文",
        title="您的号码",
        purpose="如果您改变主意,我们会立即停止。您不必说明原因,也不会有人追问。",
        how="请打电话或写信给我们,并读出这个号码:",
        number="号码",
        once="请放在只有您看得到的地方。如果丢失,我们仍然可以帮助您,并给您一个新号码。",
        finder="捡到这张卡?请扔掉。它打不开任何东西,也不能付款。",
    ),
}

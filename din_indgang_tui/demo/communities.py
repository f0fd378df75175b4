"""Names of the larger communities that came to Denmark: how a town of today is called."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.demo.weights import Weighted, words


@dataclass(frozen=True, slots=True)
class Community:
    """Given names and family names that belong together."""

    women: Weighted[str]
    men: Weighted[str]
    family: Weighted[str]


_ARABIC = Community(
    words(
        "Fatima 14 Amal 7 Aisha 6 Mariam 8 Zeinab 5 Hanan 5 Rana 4 Samira 5 Nour 5 Rima 4 Layla 4"
        " Huda 4 Khadija 4 Salma 4 Yasmin 4 Noor 3 Dina 3 Iman 4 Rasha 3 Hala 3 Sawsan 2 Wafa 2"
    ),
    words(
        "Mohammad 14 Ahmad 12 Ali 11 Hassan 7 Khaled 6 Omar 6 Mahmoud 6 Ibrahim 6 Yusuf 5"
        " Youssef 4 Hussein 5 Bilal 4 Samir 4 Mustafa 4 Abdullah 4 Adnan 3 Walid 3 Tarek 3 Ziad 2"
        " Nabil 2 Fadi 3 Rami 3 Jamal 3"
    ),
    words(
        "Ali 9 Ahmad 8 Hussein 6 Hassan 6 Al-Sayed 2 Ibrahim 5 Khalil 5 Mahmoud 5 Abdallah 4"
        " El-Khatib 3 Al-Hamad 3 Haddad 2 Mansour 3 Saleh 4 Said 3 Al-Ali 2 Omar 3 Darwich 2"
        " Osman 3 Younes 2 Zein 1 Kassem 2 Al-Masri 2 Rahman 2"
    ),
)
_TURKISH = Community(
    words(
        "Fatma 9 Ayşe 8 Emine 6 Zeynep 6 Elif 6 Hatice 5 Gülsen 3 Songül 3 Sevgi 3 Özlem 4 Meryem 4"
        " Havva 2 Esra 3 Nurcan 2 Yasemin 3 Dilek 2"
    ),
    words(
        "Mehmet 10 Mustafa 9 Ahmet 8 Ali 8 Hüseyin 6 Hasan 6 İbrahim 4 Osman 4 Murat 5 Yusuf 5"
        " Ömer 4 Emre 3 Kemal 3 Serkan 3 Erdal 2 Cem 2 Umut 2"
    ),
    words(
        "Yilmaz 8 Demir 7 Kaya 7 Çelik 5 Yildirim 5 Öztürk 6 Aydin 5 Arslan 5 Sahin 4 Dogan 4"
        " Kilic 4 Aslan 4 Koç 3 Polat 3 Özdemir 3 Ünal 2 Tekin 2 Bulut 2 Erdogan 2 Güler 2"
    ),
)
_BOSNIAN = Community(
    words("Amra 5 Aida 5 Azra 5 Fikreta 2 Jasmina 4 Lejla 4 Mirela 3 Nermina 4 Senada 4 Selma 4"),
    words(
        "Adnan 4 Amir 5 Edin 4 Emir 4 Haris 4 Jasmin 3 Mirsad 4 Nermin 3 Senad 4 Zlatan 2 Damir 3"
    ),
    words(
        "Begic 4 Delic 4 Hadzic 5 Halilovic 4 Hodzic 5 Husic 3 Ibrahimovic 3 Mehmedovic 4 Music 3"
        " Omerovic 3 Osmanovic 3 Suljic 3 Zukic 2"
    ),
)
_SOMALI = Community(
    words(
        "Amina 6 Asha 5 Faduma 5 Halima 5 Hodan 4 Ifrah 2 Khadra 4 Nimo 4 Sahra 5 Ubah 2 Zamzam 3"
    ),
    words("Abdi 6 Abdullahi 5 Ahmed 7 Ali 5 Farah 3 Hassan 5 Ismail 4 Mahad 3 Mohamed 9 Yusuf 4"),
    words(
        "Abdi 6 Abdullahi 4 Ahmed 7 Ali 7 Farah 5 Hassan 6 Hussein 4 Ibrahim 4 Jama 4 Mohamed 8"
        " Mohamud 4 Nur 4 Omar 4 Warsame 3 Yusuf 4"
    ),
)
_POLISH = Community(
    words(
        "Agnieszka 6 Anna 6 Beata 4 Dorota 4 Ewa 5 Joanna 5 Katarzyna 6 Magdalena 5 Malgorzata 5"
    ),
    words("Adam 4 Andrzej 5 Grzegorz 4 Jan 4 Krzysztof 6 Marcin 5 Piotr 6 Tomasz 6 Wojciech 3"),
    words(
        "Kowalski 5 Nowak 7 Wisniewski 4 Wójcik 4 Kaminski 4 Lewandowski 4 Zielinski 3 Szymanski 3"
        " Wozniak 3 Dabrowski 3 Kozlowski 3 Mazur 3 Jankowski 2"
    ),
)
_ROMANIAN = Community(
    words("Ana 5 Elena 6 Ioana 5 Maria 7 Mihaela 5 Alina 4 Cristina 4 Daniela 4 Roxana 3"),
    words("Adrian 5 Alexandru 6 Andrei 6 Cristian 5 Florin 4 Gheorghe 3 Ion 4 Marian 3 Mihai 5"),
    words("Popa 6 Popescu 6 Radu 5 Ionescu 5 Stan 4 Dumitru 4 Rusu 4 Munteanu 4 Matei 3 Ciobanu 3"),
)
_UKRAINIAN = Community(
    words(
        "Iryna 6 Olena 7 Nataliia 7 Oksana 6 Svitlana 5 Tetiana 6 Yuliia 5 Liudmyla 3 Kateryna 4"
    ),
    words("Andrii 5 Dmytro 5 Ihor 4 Ivan 4 Mykola 5 Oleksandr 7 Serhii 6 Viktor 4 Volodymyr 5"),
    words(
        "Shevchenko 6 Kovalenko 5 Bondarenko 5 Tkachenko 4 Kravchenko 4 Boiko 4 Melnyk 5"
        " Kovalchuk 4 Polishchuk 3 Savchenko 3 Moroz 3"
    ),
)
_PERSIAN = Community(
    words("Fatemeh 4 Maryam 5 Zahra 6 Shirin 4 Parisa 4 Nasrin 3 Fereshteh 2 Laleh 2 Zohra 3"),
    words("Reza 6 Mohammad 5 Amir 4 Hamid 4 Mehdi 4 Ahmad 4 Farid 3 Navid 2 Nasir 3 Habib 3"),
    words(
        "Ahmadi 6 Mohammadi 5 Hosseini 5 Rezai 4 Karimi 4 Rahimi 4 Amiri 3 Haidari 3 Noori 3"
        " Jafari 3 Azizi 3"
    ),
)
_VIETNAMESE = Community(
    words("Thi 4 Lan 4 Huong 3 Mai 5 Linh 4 Anh 3 Thuy 3 Hoa 3 Kim 2 Ngoc 3"),
    words("Van 4 Minh 4 Hung 3 Tuan 3 Dung 3 Thanh 4 Hai 2 Long 3 Quang 2 Duc 2"),
    words("Nguyen 20 Tran 9 Le 7 Pham 6 Hoang 3 Vo 3 Huynh 4 Bui 2 Do 2 Dang 2"),
)
_TAMIL = Community(
    words("Vasanthi 3 Kala 3 Selvi 3 Thayalini 2 Sumathi 3 Nirmala 3 Pushpa 2 Rathika 2"),
    words("Siva 4 Kumar 4 Rajan 3 Suresh 3 Ravi 3 Nathan 2 Mahendran 2 Sutharsan 2"),
    words(
        "Sivakumar 4 Kandasamy 3 Rajaratnam 2 Selvarajah 3 Thambirajah 2 Ganeshan 2"
        " Nadarajah 3 Kanagaratnam 2"
    ),
)
_GREENLANDIC = Community(
    words("Aviaja 3 Ivalu 3 Naja 4 Nivi 3 Paarnaq 2 Pipaluk 3 Najaaraq 2 Karen 2 Marie 3 Arnaq 2"),
    words("Aqqaluk 3 Inuk 2 Malik 4 Minik 3 Nuka 3 Hans 3 Jens 2 Kristian 3 Ole 2 Ujuansi 1"),
    words("Petersen 4 Olsen 4 Kleist 3 Lynge 3 Heilmann 2 Berthelsen 3 Jeremiassen 2 Kreutzmann 2"),
)
_GERMAN = Community(
    words("Sabine 4 Birgit 3 Claudia 4 Petra 3 Ursula 3 Heike 3 Katrin 3 Steffi 2"),
    words("Jürgen 4 Uwe 4 Wolfgang 3 Dieter 3 Stefan 3 Thorsten 3 Jörg 2 Matthias 2"),
    words("Schmidt 4 Müller 5 Schröder 3 Hoffmann 3 Petersen 3 Wagner 2 Becker 3 Koch 2 Krüger 2"),
)

COMMUNITIES = Weighted(
    (
        (_ARABIC, 30),
        (_TURKISH, 16),
        (_BOSNIAN, 10),
        (_SOMALI, 8),
        (_POLISH, 9),
        (_ROMANIAN, 6),
        (_UKRAINIAN, 7),
        (_PERSIAN, 8),
        (_VIETNAMESE, 6),
        (_TAMIL, 4),
        (_GREENLANDIC, 5),
        (_GERMAN, 4),
    )
)
SHARE = 0.17  # of the town, about as in a Danish harbour town

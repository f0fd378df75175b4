"""Family names as they are spread in Denmark.

The order follows the published list of Danmarks Statistik; the weights are rounded guesses at
thousands.
"""

from __future__ import annotations

from din_indgang_tui.demo.weights import words

FAMILY = words(
    "Nielsen 238 Jensen 233 Hansen 195 Andersen 151 Pedersen 147 Christensen 114 Larsen 110"
    " Sørensen 105 Rasmussen 90 Jørgensen 83 Petersen 70 Madsen 60 Kristensen 57 Olsen 44"
    " Thomsen 37 Christiansen 35 Poulsen 30 Johansen 29 Møller 28 Mortensen 28 Knudsen 27"
    " Jakobsen 26 Jacobsen 25 Mikkelsen 24 Olesen 24 Frederiksen 23 Laursen 21 Henriksen 20"
    " Lund 21 Holm 19 Schmidt 18 Eriksen 17 Kristiansen 17 Simonsen 16 Clausen 15 Svendsen 14"
    " Andreasen 14 Iversen 14 Østergaard 13 Jeppesen 12 Nissen 11 Jespersen 11 Vestergaard 13"
    " Mogensen 11 Lauridsen 11 Kjær 11 Frandsen 11 Søndergaard 10 Jepsen 10 Jessen 9 Carlsen 9"
    " Bertelsen 9 Dahl 9 Skov 9 Christoffersen 8 Bruun 8 Lassen 8 Nørgaard 11 Friis 8 Bach 8"
    " Gregersen 7 Winther 7 Steffensen 7 Krogh 7 Johnsen 7 Kjeldsen 7 Bech 7 Toft 7 Ravn 6"
    " Lauritsen 6 Danielsen 6 Brandt 6 Andresen 6 Lind 6 Mathiesen 6 Overgaard 6 Holst 6 Berg 6"
    " Dam 6 Bak 6 Hedegaard 5 Bang 5 Kruse 5 Nygaard 5 Schou 5 Juul 5 Søgaard 5 Kjærgaard 5"
    " Damgaard 5 Thorsen 5 Hald 5 Riis 5 Sommer 5 Bjerregaard 5 Schultz 5 Karlsen 5 Juhl 5"
    " Munk 5 Lorenzen 4 Villadsen 4 Koch 4 Thygesen 4 Bundgaard 4 Lange 4 Bonde 4 Beck 4"
    " Hermansen 4 Klausen 4 Paulsen 4 Davidsen 4 Kofoed 4 Vinther 4 Justesen 4 Gade 4 Ibsen 3"
    " Dalsgaard 4 Kirkegaard 4 Fischer 4 Meyer 4 Bendtsen 4 Bisgaard 3 Hougaard 3 Aagaard 4"
    " Buch 3 Bay 3 Birk 3 Bloch 3 Borg 3 Brix 2 Brink 3 Bæk 3 Bøgh 2 Carstensen 3 Dalgaard 3"
    " Eskildsen 3 Enevoldsen 2 Espersen 2 Esbensen 2 Fisker 2 Foged 2 Fabricius 1 Foldager 1"
    " Gram 2 Graversen 3 Gundersen 2 Grønbæk 2 Greve 1 Guldager 1 Haagensen 2 Hauge 2 Haugaard 2"
    " Hertz 1 Hjorth 3 Hoffmann 2 Hvid 2 Hyldgaard 2 Højer 1 Høj 2 Højgaard 2 Høgh 2 Ipsen 2"
    " Isaksen 1 Jacobi 1 Josefsen 1 Juel 2 Just 1 Kaas 1 Kaae 1 Kejser 1 Kjeldgaard 2 Klit 1"
    " Krag 2 Kragh 3 Kristoffersen 3 Krabbe 1 Kudsk 1 Kvist 2 Lambertsen 1 Langballe 1 Leth 2"
    " Lindberg 3 Lindholm 2 Lynge 1 Lyng 1 Markussen 2 Mathiasen 4 Mathisen 1 Michelsen 3"
    " Mikkelborg 0.5 Monberg 0.5 Mouritsen 1 Mortensgaard 0.3 Mølgaard 3 Møgelkær 0.3 Mørch 1"
    " Mørk 2 Møhl 0.5 Nedergaard 2 Nikolajsen 3 Noer 1 Nord 1 Norup 1 Nyborg 1 Nymann 1 Nøhr 1"
    " Obel 0.5 Oxholm 0.5 Ottosen 3 Pallesen 2 Paaske 1 Plougmann 0.5 Poulsgaard 0.3 Prip 0.5"
    " Qvist 1 Rahbek 2 Rask 2 Rosendahl 1 Rosenkilde 0.5 Runge 1 Rytter 1 Rønne 1 Rørbæk 0.5"
    " Sandberg 2 Schmith 0.5 Schrøder 3 Skaarup 2 Skovgaard 3 Skytte 1 Sloth 2 Smed 1 Smidt 1"
    " Storgaard 2 Storm 3 Strand 2 Stougaard 1 Svane 1 Svenningsen 2 Svensson 2 Sylvest 1"
    " Særmark 0.3 Tang 3 Therkildsen 2 Therkelsen 2 Thorup 2 Thrane 2 Torp 2 Trolle 1 Troelsen 3"
    " Uhre 1 Ulrich 1 Ussing 0.5 Vad 1 Vang 1 Vase 0.5 Vilhelmsen 1 Villumsen 2 Voss 2 Vistisen 2"
    " Wagner 2 Walther 0.5 Warming 0.5 Wiberg 0.5 Winkel 0.5 Wulff 2 Würtz 1 Yde 0.5 Zachariassen 1"
    " Zacho 0.5 Æbelø 0.2 Ærø 0.2 Ørskov 1 Ørsted 0.5 Østerby 2 Øster 0.5 Åberg 0.3 Aaen 1"
    " Aaby 0.5 Aakjær 0.5 Aarestrup 1 Abildgaard 2 Agerskov 1 Albertsen 3 Ankersen 1 Asmussen 2"
    " Astrup 1 Augustesen 1 Balle 2 Ballegaard 0.5 Balslev 0.5 Bendixen 1 Birkholm 1 Bjerre 4"
    " Bjørn 2 Boisen 2 Brodersen 3 Bülow 1 Christophersen 1 Dideriksen 1 Dyhr 1 Ditlevsen 1"
    " Duus 1 Ebbesen 2 Egholm 1 Engel 0.5 Enggaard 1 Fogh 1 Frost 3 Fuglsang 2 Gammelgaard 2"
    " Nørgård 2 Skovgård 1 Kjærgård 1 Søgård 1 Højgård 1 Damgård 1 Lindgård 0.5 Bågø 0.2"
)

# What stands between the given and the family name, in the register part of the latter.
MIDDLE = words(
    "Møller 14 Lund 12 Holm 10 Kjær 10 Bach 9 Juul 7 Skov 7 Dahl 6 Friis 7 Bech 6 Krogh 6 Vang 2"
    " Ravn 4 Toft 4 Nørgaard 6 Østergaard 6 Søndergaard 5 Vestergaard 5 Kjærgaard 4 Aagaard 3"
    " Bruun 5 Winther 5 Bak 4 Lind 5 Juhl 5 Hald 3 Munk 4 Damgaard 4 Schmidt 4 Thorup 2 Birk 3"
    " Riis 4 Beck 4 Skovgaard 3 Bang 4 Dam 4 Brandt 3 Holst 4 Buch 2 Krag 2 Høj 2 Nygaard 3"
    " Aaen 1 Ørskov 1 Bay 2 Storm 2 Frost 2 Lykke 2 Rosendahl 1 Haugaard 2 Ibsen 1 Gram 1"
)

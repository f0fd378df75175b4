"""Where the people of the town live: street names of Danish towns, numbers of no house.

The numbers begin where no street of such a town goes on, so that nobody lives at any of them.
"""

from __future__ import annotations

from din_indgang_tui.demo.weights import Weighted, words

STREETS = words(
    "Vesterbrogade 6 Sjællandsgade 6 Egeskovvej 5 Fælledvej 4 Prangervej 4 Jyllandsgade 5"
    " Danmarksgade 5 Norgesgade 3 Prinsessegade 4 Kongensgade 3 Dronningensgade 4 Købmagergade 3"
    " Gothersgade 4 Oldenborggade 3 Riddergade 2 Nørrebrogade 3 Søndermarksvej 2 Treldevej 4"
    " Vejlevej 4 Strandvejen 5 Skovvejen 4 Havnegade 2 Lollandsgade 3 Bornholmsgade 2 Fynsgade 3"
    " Bjergegade 2 Kirkestræde 2 Ringvejen 2 Stationsvej 3 Bakkevej 3 Birkevej 4 Elmevej 3"
    " Lærkevej 4 Solsortvej 3 Drosselvej 2 Rosenvej 3 Tulipanvej 2 Kløvermarken 2 Møllevej 3"
    " Møllebakken 2 Engvej 3 Åvej 1 Åløkkevej 1 Ørstedsgade 2 Østerbyvej 2 Ydunsvej 1 Thorsvej 2"
    " Odinsvej 2 Frejasvej 1 Nymarksvej 2 Parkvej 2 Kastanievej 2 Grønningen 1 Kirkevej 2"
    " Skolevej 2 Mosevej 1 Teglgårdsvej 2 Korskærvej 4 Sønderskovvej 3 Ullerupdalvej 2"
    " Indre.Ringvej 2 Snaremosevej 1 Lumbyesvej 2 Carl.Nielsens.Vej 1 Nordre.Kobbelvej 2"
)

FLATS = Weighted(
    (
        ("", 50),
        (", st. tv.", 6),
        (", st. th.", 6),
        (", 1. tv.", 9),
        (", 1. th.", 9),
        (", 2. tv.", 7),
        (", 2. th.", 7),
        (", 3. mf.", 3),
        (", 4. 12", 1),
    )
)

TOWNS = Weighted(
    (
        (("7000", "Fredericia"), 82),
        (("7080", "Børkop"), 4),
        (("5500", "Middelfart"), 4),
        (("6000", "Kolding"), 4),
        (("7100", "Vejle"), 3),
        (("6040", "Egtved"), 1),
        (("", ""), 2),
    )
)

LEAST_NUMBER, MOST_NUMBER = 600, 999

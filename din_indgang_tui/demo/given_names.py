"""Given names as they are spread in Denmark, by when people were born.

The order follows the published lists of Danmarks Statistik (names in the whole population); the
weights are rounded guesses at thousands. Nobody in the town is anybody: names are put together by
chance.
"""

from __future__ import annotations

from din_indgang_tui.demo.weights import words

BORN_BEFORE = (1955, 1980)  # two borders, so three generations

WOMEN = (
    words(
        "Kirsten 30 Hanne 25 Karen 24 Inger 23 Inge 20 Birthe 18 Jytte 18 Bente 17 Anne 16"
        " Birgit 14 Else 14 Anna 14 Grethe 12 Lis 12 Tove 11 Bodil 11 Ruth 9 Aase 9 Ellen 9"
        " Ulla 9 Ingrid 8 Elisabeth 8 Marie 8 Eva 8 Jette 8 Lise 7 Rita 7 Gerda 7 Lene 7"
        " Vibeke 6 Sonja 6 Jonna 6 Annelise 6 Kirstine 5 Susanne 5 Edith 5 Margit 5 Lone 5"
        " Ida 4 Elin 4 Gudrun 4 Esther 4 Johanne 4 Ingeborg 4 Merete 4 Karin 4 Lilly 4"
        " Ketty 3 Lissi 3 Solveig 3 Elly 3 Ebba 3 Agnes 3 Rigmor 3 Winnie 3 Conny 3 Nina 3"
        " Erna 3 Elna 3 Dorthe 3 Åse 3 Dagny 2 Ragnhild 2 Gunhild 2 Asta 2 Astrid 2 Elsa 2"
        " Martha 2 Magda 2 Thyra 1 Valborg 1 Yrsa 1 Alma 1 Signe 1 Helga 2 Hedvig 1 Minna 2"
        " Herdis 1 Nelly 1 Oda 1 Svea 1 Ulrikke 1 Viola 1 Wanda 1"
    ),
    words(
        "Mette 36 Helle 31 Susanne 29 Lene 29 Anne 28 Marianne 24 Lone 24 Charlotte 22 Pia 22"
        " Hanne 21 Gitte 20 Tina 20 Bente 18 Jette 15 Heidi 15 Anette 14 Dorthe 13 Rikke 13"
        " Karina 12 Annette 12 Maria 12 Trine 11 Lotte 11 Jeanette 11 Birgitte 11 Kirsten 11"
        " Malene 10 Camilla 10 Henriette 10 Vibeke 10 Ulla 9 Bettina 9 Louise 9 Pernille 9"
        " Merete 8 Lisbeth 8 Anja 8 Karen 8 Lisa 3 Betina 8 Britta 7 Connie 7 Berit 6 Anni 6"
        " Jane 7 Dorte 7 Inger 7 Eva 6 Sanne 6 Tanja 6 Conny 4 Winnie 4 Joan 4 Janne 5 Ulrikke 1"
        " Christina 9 Hanna 3 Lise 6 Line 6 Katrine 5 Marlene 5 Nina 5 Linda 6 Mona 5 Majbritt 5"
        " Birthe 5 Inge 5 Else 3 Tove 3 Elsebeth 4 Kirstine 3 Kristina 5 Sonja 4 Rita 4 Vivi 4"
        " Jytte 4 Laila 4 Lena 4 Lis 4 Maiken 3 Mia 4 Nanna 3 Signe 3 Stine 5 Sussi 2 Zita 1"
        " Yvonne 3 Wivi 1 Irene 3 Ingelise 3 Gurli 1 Ellen 4 Dagmar 1 Bodil 3 Aase 2 Åse 1"
    ),
    words(
        "Camilla 25 Maria 24 Louise 23 Julie 21 Sarah 17 Ida 17 Mathilde 16 Emma 16 Cecilie 16"
        " Christina 15 Anne 15 Laura 15 Sofie 15 Katrine 14 Line 14 Maja 14 Mette 13 Freja 12"
        " Josefine 12 Caroline 12 Amalie 12 Stine 11 Pernille 11 Nanna 11 Emilie 11 Rikke 11"
        " Signe 10 Simone 9 Sara 9 Anna 9 Maiken 3 Michelle 9 Mia 9 Nadia 7 Malene 7 Tina 7"
        " Trine 7 Kristina 7 Cathrine 7 Frederikke 7 Clara 6 Astrid 6 Isabella 6 Victoria 6"
        " Sofia 5 Alberte 5 Rebecca 6 Jeanette 5 Lærke 6 Mie 5 Anja 5 Natasja 5 Nina 5 Tanja 5"
        " Heidi 4 Karina 4 Henriette 4 Marie 10 Kathrine 5 Johanne 5 Karoline 5 Olivia 4 Ellen 3"
        " Liv 3 Naja 3 Merle 2 Filippa 2 Malou 2 Sille 2 Selma 2 Thea 3 Tilde 3 Vibe 1 Zenia 2"
        " Jasmin 3 Kimie 1 Kamilla 5 Kirstine 3 Kristine 4 Lea 5 Linea 2 Majbritt 2 Melissa 3"
        " Mille 4 Monica 3 Patricia 3 Pia 3 Sabrina 3 Sandra 6 Sanne 3 Siff 1 Silke 3 Stephanie 3"
        " Susanne 3 Benedicte 3 Bolette 1 Charlotte 7 Dicte 1 Ditte 5 Eva 3 Gry 2 Helene 4 Ina 1"
        " Kirsten 2 Yasmin 2 Ronja 2 Åse 0.5"
    ),
)

MEN = (
    words(
        "Jørgen 28 Ole 24 Poul 23 Hans 23 Erik 22 Niels 20 Jens 20 Svend 19 Bent 18 Knud 15"
        " Per 15 Finn 14 Jørn 13 Henning 12 Arne 12 Kaj 11 Peter 16 Kurt 11 Leif 11 John 11"
        " Mogens 11 Preben 10 Børge 8 Kjeld 8 Egon 7 Gunnar 6 Karl 8 Carl 6 Ejner 5 Verner 5"
        " Vagn 6 Ove 6 Erling 7 Frede 5 Aage 6 Viggo 4 Helge 5 Willy 5 Ib 6 Keld 6 Christian 7"
        " Holger 4 Kristian 6 Otto 3 Tage 4 Harry 4 Harald 3 Ejvind 3 Eigil 3 Bjarne 6 Flemming 6"
        " Torben 7 Steen 5 Lars 5 Anders 5 Anker 2 Aksel 3 Alfred 2 Arthur 2 Christen 2 Edvin 2"
        " Elo 1 Evald 2 Freddy 3 Georg 3 Gert 4 Hardy 2 Herluf 2 Ingolf 2 Johannes 5 Laurits 2"
        " Martin 3 Max 2 Oluf 2 Orla 2 Palle 5 Peder 4 Richard 2 Robert 2 Rolf 2 Sigurd 1 Søren 7"
        " Thorkild 3 Villy 3 Åge 4 Øjvind 1"
    ),
    words(
        "Lars 34 Henrik 33 Michael 33 Søren 30 Jan 28 Peter 27 Thomas 25 Jesper 24 Morten 23"
        " Kim 22 Torben 20 Per 20 Martin 18 Jens 18 Claus 18 Carsten 17 Niels 16 Anders 15"
        " Allan 14 Brian 14 Bo 13 Christian 13 Flemming 13 Steen 11 Hans 11 Ole 11 John 10"
        " Bjarne 10 Erik 9 René 9 Kenneth 9 Klaus 9 Frank 9 Lasse 4 Karsten 8 Tommy 8 Henning 6"
        " Johnny 7 Benny 7 Jørgen 9 Jacob 8 Jakob 7 Dennis 7 Kristian 7 Rasmus 7 Steffen 6"
        " Stig 5 Tom 6 Ulrik 5 Palle 4 Poul 7 Mikael 6 Mogens 4 Mads 6 Leif 6 Kurt 4 Keld 4"
        " Johan 3 Jimmy 4 Ivan 4 Gert 5 Finn 7 Bent 5 Arne 3 Anton 1 Troels 3 Svend 4 Ronny 3"
        " Robert 3 Preben 4 Ove 2 Nicolai 3 Nikolaj 3 Mark 4 Mikkel 6 Lennart 3 Kaj 2 Jørn 5"
        " Ib 2 Heine 2 Esben 3 Erling 2 Dan 4 Danny 4 Bjørn 4 Bruno 2 Alex 3 Rune 4 Sune 3"
        " Simon 4 Teddy 2 Ulf 1 Uffe 3 Walther 1 Viggo 1 Christen 1 Yngve 0.5 Aage 1 Åge 1"
    ),
    words(
        "Mathias 20 Frederik 20 Mikkel 19 Emil 18 Christian 18 Rasmus 18 Simon 17 Kasper 17"
        " Mads 17 Jonas 17 Daniel 16 Jacob 15 Nicklas 12 Martin 14 Thomas 14 Magnus 13 Oliver 13"
        " Andreas 15 Alexander 13 Kristian 10 Sebastian 13 Tobias 12 Lasse 12 Patrick 11"
        " Benjamin 11 Marcus 10 Victor 9 William 9 Lucas 9 Nikolaj 9 Nicolai 9 Casper 9 Anders 9"
        " Jeppe 9 Kevin 7 Philip 8 David 8 Michael 9 Jesper 7 Morten 7 Peter 7 Lars 5 Søren 6"
        " Henrik 4 Jakob 8 Christoffer 8 Kristoffer 6 Dennis 6 Steffen 5 Malthe 6 Noah 5 Oscar 6"
        " Oskar 4 Anton 5 Adam 5 Asger 4 August 3 Bertram 3 Carl 5 Elias 4 Felix 3 Gustav 6"
        " Jannik 3 Jens 4 Jimmi 3 Joakim 4 Johan 4 Johannes 5 Jonathan 6 Julius 3 Karl 4 Kenneth 4"
        " Kim 2 Lukas 5 Mark 6 Max 3 Mike 4 Mohamed 2 Niels 4 Niklas 5 Oluf 0.5 Robin 3 Ronni 2"
        " Silas 4 Stefan 5 Storm 2 Theodor 3 Theis 3 Thor 3 Tim 3 Troels 3 Valdemar 4 Villads 3"
        " Viktor 4 Bjarke 3 Bjørn 3 Esben 3 Laurits 3 Frej 1 Loke 1 Zakarias 1"
    ),
)

# Names that are two, written as one; for the two older generations and for the youngest.
WOMEN_HYPHENED = (
    words(
        "Anne-Marie 20 Anne-Lise 12 Anne-Grethe 10 Anne-Mette 8 Rose-Marie 4 Ann-Britt 3"
        " Else-Marie 6 Inge-Lise 8 Karen-Margrethe 4 Eva-Maria 2 Birthe-Kirsten 1 Britt-Marie 1"
        " Ellen-Margrethe 2 Kirsten-Marie 1 Ulla-Britt 1 Ingrid-Marie 1 Bodil-Marie 1"
    ),
    words(
        "Anne-Sofie 14 Ann-Sofie 8 Anne-Mette 5 Anna-Sofie 7 Anne-Marie 6 Ida-Marie 4"
        " Anne-Kathrine 5 Mie-Louise 1 Eva-Marie 1 Maj-Britt 3 Ann-Katrine 2 Lise-Lotte 1"
    ),
)
MEN_HYPHENED = (
    words(
        "Lars-Erik 4 Hans-Jørgen 8 Karl-Erik 8 Hans-Henrik 5 Jens-Peter 7 Carl-Erik 4"
        " Niels-Erik 5 Hans-Christian 5 Svend-Erik 6 Jens-Ole 3 Per-Erik 1 Poul-Erik 6"
        " Niels-Jørgen 4 Bent-Ole 1 Jan-Erik 3 Ole-Bjarne 1"
    ),
    words("Hans-Christian 3 Carl-Emil 3 Lars-Peter 1 Jens-Christian 2 Karl-Emil 2 Jan-Ole 1"),
)

# Second given names, whatever the generation.
WOMEN_SECOND = words(
    "Marie 40 Margrethe 18 Kirstine 14 Louise 12 Elisabeth 12 Sofie 10 Maria 8 Cathrine 6"
    " Johanne 6 Christine 6 Katrine 5 Anna 5 Irene 4 Elise 4 Bodil 3 Helene 4 Ellen 3 Amalie 3"
    " Lærke 1 Ingeborg 3 Dorthea 2 Juliane 1 Birgitte 3 Lykke 1"
)
MEN_SECOND = words(
    "Christian 18 Peter 18 Erik 12 Emil 8 Martin 6 Henrik 6 Kristian 8 Ole 4 Jørgen 5 Georg 2"
    " Alexander 5 Frederik 5 Anton 3 Peder 4 Viggo 2 August 2 Johannes 4 Michael 4 Aage 2 Bo 3"
    " Otto 2 Marius 2 Valdemar 2 Thor 1"
)

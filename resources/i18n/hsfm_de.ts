<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>HSFM</name>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Retry starts it again. If it stops again, copy the details and report them.</source>
        <translation>„Wiederholen“ startet sie neu. Endet sie wieder, kopieren Sie die Details und melden Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: it was killed, as systems do when memory runs out. Your labels are safe.</source>
        <translation>Die Engine wurde beendet: vom System, wie es geschieht, wenn der Speicher ausgeht. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Try smaller tiles or a smaller area, or close other programs.</source>
        <translation>Versuchen Sie kleinere Kacheln oder ein kleineres Gebiet, oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: one of its libraries crashed. Your labels are safe.</source>
        <translation>Die Engine wurde beendet: Eine ihrer Bibliotheken ist abgestürzt. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: one of its libraries is not made for this processor. Your labels are safe.</source>
        <translation>Die Engine wurde beendet: Eine ihrer Bibliotheken passt nicht zu diesem Prozessor. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Repair the engine in the HSFM options, or use another computer.</source>
        <translation>Reparieren Sie die Engine in den HSFM-Optionen oder nehmen Sie einen anderen Rechner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: a file that it read was cut off, or its disk is full. Your labels are safe.</source>
        <translation>Die Engine wurde beendet: Eine gelesene Datei wurde abgeschnitten, oder ihr Datenträger ist voll. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Check the disk of the scene and that of the results, then try again.</source>
        <translation>Prüfen Sie die Datenträger der Szene und der Ergebnisse und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: it was told to end. Your labels are safe.</source>
        <translation>Die Engine wurde von außen beendet. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Retry starts it again.</source>
        <translation>„Wiederholen“ startet sie neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped unexpectedly. Your labels are safe.</source>
        <translation>Die Engine wurde unerwartet beendet. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Start the HSFM engine</source>
        <translation>HSFM-Engine starten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Look for devices</source>
        <translation>Geräte suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Stop the HSFM engine</source>
        <translation>HSFM-Engine beenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_link.py"/>
        <source>A map is being made</source>
        <translation>Eine Karte wird erstellt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This is an L1C product: radiance at the top of the atmosphere, not reflectance. Anomaly and cloud maps work on it; classifiers trained on reflectance do not.</source>
        <translation>Dies ist ein L1C-Produkt: Strahldichte am Oberrand der Atmosphäre, keine Reflektanz. Anomalie- und Wolkenkarten gelingen damit; Klassifikatoren, die mit Reflektanz trainiert wurden, nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} is a radiance product ({}): light and atmosphere are still in it. Reflectance (L2A) gives results that hold for other scenes, too.</source>
        <translation>{} ist ein Strahldichteprodukt ({}): Licht und Atmosphäre stecken noch darin. Reflektanz (L2A) gibt Ergebnisse, die auch für andere Szenen gelten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The provider rates the quality of this product as low.</source>
        <translation>Der Anbieter bewertet die Qualität dieses Produkts als niedrig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no METADATA.XML beside it: what the product says of its bands, scale and quality is unknown.</source>
        <translation>{} hat keine METADATA.XML daneben: Was das Produkt über Bänder, Skalierung und Qualität sagt, ist unbekannt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} does not say at which wavelengths its bands lie; only methods that need no wavelengths work.</source>
        <translation>{} sagt nicht, bei welchen Wellenlängen seine Bänder liegen; nur Methoden ohne Wellenlängen funktionieren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} does not state its wavelengths; those of the sensor's design are used ({}), which may be off by 0.4 nm.</source>
        <translation>{} nennt seine Wellenlängen nicht; verwendet werden die des Sensorentwurfs ({}), die um 0,4 nm abweichen können.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no wavelengths: all bands are used as they come, also those that water vapour makes useless.</source>
        <translation>{} hat keine Wellenlängen: Alle Bänder werden verwendet, wie sie kommen, auch die durch Wasserdampf unbrauchbaren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The wavelengths of {} differ from those of {} by up to {} nm; those of {} are used.</source>
        <translation>Die Wellenlängen von {} weichen von denen von {} um bis zu {} nm ab; verwendet werden die von {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No band of {} can be used: all are flagged bad or hold nodata.</source>
        <translation>Kein Band von {} ist verwendbar: Alle sind als schlecht gekennzeichnet oder ohne Daten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No pixel of this scene can be used: all are masked or hold nodata.</source>
        <translation>Kein Pixel dieser Szene ist verwendbar: Alle sind maskiert oder ohne Daten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no coordinate reference system; maps of it will have none either.</source>
        <translation>{} hat kein Koordinatensystem; auch Karten davon werden keines haben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The bands of {} state different nodata values; that of band 1 counts.</source>
        <translation>Die Bänder von {} nennen verschiedene Werte für fehlende Daten; der von Band 1 zählt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The quality layer {} cannot be read and is ignored.</source>
        <translation>Der Qualitätslayer {} kann nicht gelesen werden und bleibt unberücksichtigt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The quality layer {} has {} x {} pixels, the cube {} x {}; it is ignored.</source>
        <translation>Der Qualitätslayer {} hat {} x {} Pixel, der Datenwürfel {} x {}; er bleibt unberücksichtigt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The product comes without quality layers: clouds and background are not masked, only nodata is.</source>
        <translation>Das Produkt kommt ohne Qualitätslayer: Wolken und Hintergrund sind nicht maskiert, nur fehlende Daten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Quality layers are missing and not part of the mask: {}.</source>
        <translation>Qualitätslayer fehlen und sind nicht Teil der Maske: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The metadata give a scale ({}), but the stored values already look like reflectance (median {}); the scale is not applied again.</source>
        <translation>Die Metadaten nennen eine Skalierung ({}), aber die gespeicherten Werte sehen schon wie Reflektanz aus (Median {}); sie wird nicht noch einmal angewandt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No scale is stated and the stored whole numbers are too small for the usual scale of 10 000; they are taken as they are.</source>
        <translation>Keine Skalierung ist genannt, und die gespeicherten ganzen Zahlen sind zu klein für die übliche von 10 000; sie werden genommen, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No scale is stated; values (median {}) are taken as reflectance times 10 000.</source>
        <translation>Keine Skalierung ist genannt; Werte (Median {}) gelten als Reflektanz mal 10 000.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of the {} chosen bands cannot be used and are left out.</source>
        <translation>{} der {} gewählten Bänder sind nicht verwendbar und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} bands are not in {} as {} knows them; they are resampled from their neighbours: {}.</source>
        <translation>{} von {} Bändern sind in {} nicht so, wie {} sie kennt; sie werden aus ihren Nachbarn berechnet: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backbone {} works on {} of the {} bands, spread evenly from {} to {} nm.</source>
        <translation>Das Backbone {} arbeitet mit {} der {} Bänder, gleichmäßig verteilt von {} bis {} nm.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This classifier was trained without wavelengths; bands are taken by their number, which is right only for scenes with the same bands in the same order.</source>
        <translation>Dieser Klassifikator wurde ohne Wellenlängen trainiert; Bänder werden nach ihrer Nummer genommen, was nur für Szenen mit denselben Bändern in derselben Reihenfolge stimmt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The window {} is cut to the scene: {} x {} pixels.</source>
        <translation>Das Fenster {} wird auf die Szene zugeschnitten: {} x {} Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} % of the pixels of {} are unlike everything that this classifier was trained on; of labelled pixels that were held out it was {} %. Do not trust the map there. Label some of these places and continue training from this classifier (train --init).</source>
        <translation>{} % der Pixel von {} gleichen nichts, womit dieser Klassifikator trainiert wurde; von zurückgehaltenen gelabelten Pixeln waren es {} %. Trauen Sie der Karte dort nicht. Labeln Sie einige dieser Orte und fahren Sie mit diesem Klassifikator fort (train --init).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} gave no answer for {} valid pixels (its probabilities are not numbers); they are nodata in the map. Check its scaling and what it takes where nothing was measured.</source>
        <translation>{} gab für {} gültige Pixel keine Antwort (seine Wahrscheinlichkeiten sind keine Zahlen); in der Karte fehlen dort Daten. Prüfen Sie seine Skalierung und was es nimmt, wo nichts gemessen wurde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} gave no answer for {} valid pixels; they are nodata in the map. Check the scene's values and its scale with info.</source>
        <translation>{} gab für {} gültige Pixel keine Antwort; in der Karte fehlen dort Daten. Prüfen Sie Werte und Skalierung der Szene mit „Szene beschreiben“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} % of the pixels are "don't know": two covers are about as likely there, or the spectra are unlike all that {} was trained on. Check the scene's scale and wavelengths with info, or train a classifier on labels of your own.</source>
        <translation>{} % der Pixel sind „weiß nicht“: Zwei Bedeckungen sind dort etwa gleich wahrscheinlich, oder die Spektren gleichen nichts, womit {} trainiert wurde. Prüfen Sie Skalierung und Wellenlängen der Szene, oder trainieren Sie einen Klassifikator mit eigenen Labels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No trait could be mapped: no pixel of this area holds enough vegetation or bare soil of the kind that {} was trained on.</source>
        <translation>Kein Merkmal war zu kartieren: Kein Pixel dieses Gebiets hat genug Vegetation oder offenen Boden der Art, mit der {} trainiert wurde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} pixels within {} px of clouds, shadows or nodata are left out.</source>
        <translation>{} Pixel im Umkreis von {} px um Wolken, Schatten oder fehlende Daten bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The preview shows the middle {} x {} of {} x {} pixels. Zoom in to see a part, or train and classify to map everything.</source>
        <translation>Die Vorschau zeigt die mittleren {} x {} von {} x {} Pixeln. Zoomen Sie hinein, um einen Teil zu sehen, oder trainieren und klassifizieren Sie, um alles zu kartieren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backend {} gives {} % of the compared pixels the label that torch in float32 gives them: the map may differ. The backend auto takes no such one.</source>
        <translation>Das Backend {} gibt {} % der verglichenen Pixel das Label, das torch in float32 ihnen gibt: Die Karte kann abweichen. Das Backend auto nimmt kein solches.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backend {} computes in lower precision, and no valid pixels were found to compare it on: the map may differ from that of torch in float32.</source>
        <translation>Das Backend {} rechnet mit geringerer Genauigkeit, und es gab keine gültigen Pixel zum Vergleich: Die Karte kann von der von torch in float32 abweichen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>HyperSIGMA will take about {} minutes on this device. Choose a GPU, a smaller area, or the detector auto.</source>
        <translation>HyperSIGMA wird auf diesem Gerät etwa {} Minuten brauchen. Wählen Sie eine GPU, ein kleineres Gebiet oder den Detektor auto.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The table of thresholds in the map's tag {} is damaged; the threshold is found from the scores.</source>
        <translation>Die Tabelle der Schwellwerte im Tag {} der Karte ist beschädigt; der Schwellwert wird aus den Werten bestimmt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The list {} that is replaced held {} marked detections; the new one is written without marks.</source>
        <translation>Die ersetzte Liste {} hatte {} markierte Funde; die neue wird ohne Marken geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} was made with another classifier, or with an earlier state of this one.</source>
        <translation>{} wurde mit einem anderen Klassifikator oder einem früheren Stand dieses gemacht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The map has classes that this classifier does not know ({}), so another one made it.</source>
        <translation>Die Karte hat Klassen, die dieser Klassifikator nicht kennt ({}), also hat sie ein anderer gemacht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>What {} says of its making cannot be read.</source>
        <translation>Was {} über seine Entstehung sagt, kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{}; the network is computed on the CPU.</source>
        <translation>{}; das Netz wird auf der CPU gerechnet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This ONNX Runtime ({}) cannot use {}</source>
        <translation>Diese ONNX Runtime ({}) kann {} nicht verwenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The folder {} is not needed any more; please remove it. {}</source>
        <translation>Der Ordner {} wird nicht mehr gebraucht; bitte entfernen Sie ihn. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} pixels of the target are nodata or masked and are left out.</source>
        <translation>{} von {} Pixeln des Ziels sind ohne Daten oder maskiert und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} spectra of {} cover too little of the scene's spectrum and are left out.</source>
        <translation>{} von {} Spektren von {} decken zu wenig vom Spektrum der Szene ab und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} spectra cover too few of the bands of {} to be compared with it.</source>
        <translation>{} von {} Spektren decken zu wenige Bänder von {} für einen Vergleich ab.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} holds {} spectra; the first {} are listed.</source>
        <translation>{} enthält {} Spektren; die ersten {} sind aufgelistet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} spectra of {} without values are left out.</source>
        <translation>{} Spektren von {} ohne Werte bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Bands of {} without values in the library: {}.</source>
        <translation>Bänder von {} ohne Werte in der Bibliothek: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Some spectra do not cover all bands of {}; each is compared on the bands that it covers.</source>
        <translation>Einige Spektren decken nicht alle Bänder von {} ab; jedes wird auf den Bändern verglichen, die es abdeckt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The library has no values at {}; the other {} bands are compared.</source>
        <translation>Die Bibliothek hat keine Werte bei {}; die anderen {} Bänder werden verglichen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as reflectance of 0..1, not as percent.</source>
        <translation>Die Werte von {} reichen bis {}: Sie gelten als Reflektanz von 0..1, nicht als Prozent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as percent.</source>
        <translation>Die Werte von {} reichen bis {}: Sie gelten als Prozent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as reflectance times 10 000.</source>
        <translation>Die Werte von {} reichen bis {}: Sie gelten als Reflektanz mal 10 000.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The headings of {} say that its values are percent.</source>
        <translation>Die Überschriften von {} sagen, dass die Werte Prozent sind.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} names {} spectra and {} holds {}: names with a comma in them? The spectra are numbered.</source>
        <translation>{} nennt {} Spektren, und {} enthält {}: Namen mit einem Komma darin? Die Spektren werden nummeriert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The weights lay in the entry {} of the file.</source>
        <translation>Die Gewichte lagen im Eintrag {} der Datei.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The checksums inside the file do not match: it may be damaged. Download it again and import it anew, unless its authors wrote it without checksums.</source>
        <translation>Die Prüfsummen in der Datei stimmen nicht: Sie ist vielleicht beschädigt. Laden Sie sie noch einmal herunter und importieren Sie sie neu, es sei denn, sie wurde von vornherein ohne Prüfsummen geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Numbers of the type {} were converted to float32.</source>
        <translation>Zahlen des Typs {} wurden in float32 umgewandelt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Its batch normalisation has never seen data: the network may not be trained.</source>
        <translation>Seine Batch-Normalisierung hat nie Daten gesehen: Das Netz ist vielleicht nicht trainiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Nobody has published a checksum of this model, so the file could not be compared.</source>
        <translation>Niemand hat eine Prüfsumme dieses Modells veröffentlicht, daher war die Datei nicht zu vergleichen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>There is a saved classifier of the name {} already.</source>
        <translation>Es gibt schon einen gespeicherten Klassifikator namens {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Choose another name, or remove that one first.</source>
        <translation>Wählen Sie einen anderen Namen oder entfernen Sie zuerst jenen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The name {} cannot be used: {}.</source>
        <translation>Der Name {} ist nicht verwendbar: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it is empty</source>
        <translation>er ist leer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it has more than {} letters</source>
        <translation>er hat mehr als {} Zeichen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it holds one of &lt; &gt; : " / \ | ? * or a letter that cannot be seen</source>
        <translation>er enthält eines von &lt; &gt; : " / \ | ? * oder ein unsichtbares Zeichen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it begins or ends with a dot</source>
        <translation>er beginnt oder endet mit einem Punkt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Windows keeps it for a device</source>
        <translation>Windows hält ihn für ein Gerät frei</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Choose a name of letters, digits, spaces and dashes.</source>
        <translation>Wählen Sie einen Namen aus Buchstaben, Ziffern, Leerzeichen und Strichen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is not there any more.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Check that its drive is connected, or choose it where it is now.</source>
        <translation>Prüfen Sie, ob ihr Laufwerk verbunden ist, oder wählen Sie sie dort, wo sie jetzt liegt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file cannot be read as a model.</source>
        <translation>Diese Datei kann nicht als Modell gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a published checkpoint: .pth, .pt, .ckpt or .safetensors.</source>
        <translation>Wählen Sie einen veröffentlichten Checkpoint: .pth, .pt, .ckpt oder .safetensors.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file holds no model that HSFM knows.</source>
        <translation>Diese Datei enthält kein Modell, das HSFM kennt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a checkpoint of one of the models in the list; Details says more.</source>
        <translation>Wählen Sie einen Checkpoint eines der Modelle in der Liste; unter Details steht mehr.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is damaged or incomplete.</source>
        <translation>Die Datei ist beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Download it again.</source>
        <translation>Laden Sie sie erneut herunter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is not the one that was published; it was not installed.</source>
        <translation>Die Datei ist nicht die veröffentlichte; sie wurde nicht installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Try again later. If it stays so, do not use it; Details says more.</source>
        <translation>Versuchen Sie es später noch einmal. Bleibt es so, verwenden Sie sie nicht; unter Details steht mehr.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This cannot be done with this model.</source>
        <translation>Das geht mit diesem Modell nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Details says why.</source>
        <translation>Unter Details steht, warum.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The disk is full. Nothing was left half-written.</source>
        <translation>Der Datenträger ist voll. Nichts wurde halb geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Free some space, then try again.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The models folder cannot be written to.</source>
        <translation>In den Modellordner kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose another models folder in the HSFM options; Details says which one is used now.</source>
        <translation>Wählen Sie in den HSFM-Optionen einen anderen Ordner für Modelle; unter Details steht, welcher es jetzt ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The model could not be written.</source>
        <translation>Das Modell konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Check that the models folder exists and its disk is healthy.</source>
        <translation>Prüfen Sie, ob der Modellordner vorhanden und sein Datenträger in Ordnung ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Download, copy or export it again.</source>
        <translation>Laden, kopieren oder exportieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file cannot be read as a spectral library.</source>
        <translation>Diese Datei kann nicht als Spektralbibliothek gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose an ENVI, CSV, USGS, ECOSTRESS or EnMAP-Box library.</source>
        <translation>Wählen Sie eine Bibliothek im Format ENVI, CSV, USGS, ECOSTRESS oder EnMAP-Box.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This library ends too early or is damaged.</source>
        <translation>Diese Bibliothek endet zu früh oder ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The header describes another library than the file beside it.</source>
        <translation>Der Header beschreibt eine andere Bibliothek als die Datei daneben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The spectra or the scene have no wavelengths.</source>
        <translation>Die Spektren oder die Szene haben keine Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Export the library with its wavelengths; the tool tip says what is missing.</source>
        <translation>Exportieren Sie die Bibliothek mit ihren Wellenlängen; der Tooltip sagt, was fehlt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>No spectrum of this library covers the bands of the scene.</source>
        <translation>Kein Spektrum dieser Bibliothek deckt die Bänder der Szene ab.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a library that was measured at the wavelengths of the scene.</source>
        <translation>Wählen Sie eine Bibliothek, die bei den Wellenlängen der Szene gemessen wurde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/advanced.py"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>Joins several detectors that fail in different places; needs no setting</source>
        <translation>Verbindet mehrere Detektoren, die an verschiedenen Stellen versagen; braucht keine Einstellung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How far a pixel is from the mean of the whole scene (Reed and Xiaoli)</source>
        <translation>Wie weit ein Pixel vom Mittel der ganzen Szene entfernt ist (Reed und Xiaoli)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How far a pixel is from the pixels around it; finds small objects</source>
        <translation>Wie weit ein Pixel von den Pixeln um ihn herum entfernt ist; findet kleine Objekte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>RX in what the bands hold besides noise</source>
        <translation>RX in dem, was die Bänder außer Rauschen enthalten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How badly the pixels around it can be mixed to make a pixel</source>
        <translation>Wie schlecht sich ein Pixel aus den Pixeln um ihn herum mischen lässt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How few random cuts set a pixel apart from the others</source>
        <translation>Wie wenige zufällige Schnitte einen Pixel von den anderen trennen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How badly a small network that learns the scene can repeat a pixel</source>
        <translation>Wie schlecht ein kleines Netz, das die Szene lernt, einen Pixel wiedergeben kann</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>RX in the features of the backbone that is chosen in the panel</source>
        <translation>RX in den Merkmalen des Backbones, das im Panel gewählt ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>A network for anomalies; needs weights from Models, and a GPU to be fast</source>
        <translation>Ein Netz für Anomalien; braucht Gewichte aus „Modelle“ und für Tempo eine GPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>Get HyperSIGMA in Models first.</source>
        <translation>Holen Sie zuerst HyperSIGMA unter „Modelle“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Whole scene</source>
        <translation>Ganze Szene</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Map canvas</source>
        <translation>Kartenausschnitt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Of a polygon layer, the selected polygons count, else all.</source>
        <translation>Von einem Polygonlayer zählen die gewählten Polygone, sonst alle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>Spectra (no download)</source>
        <translation>Spektren (ohne Download)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} (bundled)</source>
        <translation>{} (enthalten)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>Get more…</source>
        <translation>Weitere holen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} – does not fit</source>
        <translation>{} – passt nicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} is not installed any more. The backbone is now {}.</source>
        <translation>{} ist nicht mehr installiert. Das Backbone ist jetzt {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} does not fit this scene; the list of backbones says why. The backbone is now {}.</source>
        <translation>{} passt nicht zu dieser Szene; die Liste der Backbones sagt, warum. Das Backbone ist jetzt {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>measured on a part of the {} polygons that was kept aside</source>
        <translation>gemessen an einem Teil der {} Polygone, der zurückgehalten wurde</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>{} polygons held out in {} folds</source>
        <translation>{} Polygone in {} Gruppen zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>{} polygons held out in {} folds, {} times</source>
        <translation>{} Polygone in {} Gruppen zurückgehalten, {}-mal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Overall {}</source>
        <translation>Gesamt {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>kappa {}</source>
        <translation>Kappa {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>confidence off by {} %</source>
        <translation>Konfidenz weicht um {} % ab</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Expected calibration error: {} %, {} % before calibration.</source>
        <translation>Erwarteter Kalibrierungsfehler: {} %, vor der Kalibrierung {} %.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Class sets at {} % error held the true class of {} % of the held-out pixels, with {} classes on average.</source>
        <translation>Klassenmengen mit {} % Fehler enthielten die wahre Klasse von {} % der zurückgehaltenen Pixel, im Mittel mit {} Klassen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Held-out pixels lie {} pixels from the nearest training pixel.</source>
        <translation>Zurückgehaltene Pixel liegen {} Pixel vom nächsten Trainingspixel entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>without fine-tuning</source>
        <translation>ohne Feinabstimmung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}. &lt;b&gt;The best of them is as good.&lt;/b&gt;</source>
        <translation>Vergleichsverfahren: {}. &lt;b&gt;Das beste davon ist ebenso gut.&lt;/b&gt;</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}</source>
        <translation>Vergleichsverfahren: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}. &lt;b&gt;Here {} was better.&lt;/b&gt;</source>
        <translation>Vergleichsverfahren: {}. &lt;b&gt;Hier war {} besser.&lt;/b&gt;</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Measured on polygons that were not trained on: the polygons are split into groups that lie apart, and each group is predicted from the others.</source>
        <translation>Gemessen an Polygonen, mit denen nicht trainiert wurde: Die Polygone werden in Gruppen geteilt, die auseinanderliegen, und jede Gruppe wird aus den anderen vorhergesagt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Balanced accuracy of other classifiers on the same bands and splits</source>
        <translation>Balancierte Genauigkeit anderer Klassifikatoren mit denselben Bändern und Teilungen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Area (ha)</source>
        <translation>Fläche (ha)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Confusion…</source>
        <translation>Konfusion…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Save Head…</source>
        <translation>Klassifikator speichern…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Which classes are taken for which</source>
        <translation>Welche Klassen für welche gehalten werden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Writes accuracy, map, spectra and how all was made into one HTML file</source>
        <translation>Schreibt Genauigkeit, Karte, Spektren und die Entstehung von allem in eine HTML-Datei</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>The report is being written.</source>
        <translation>Der Bericht wird geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Writing…</source>
        <translation>Schreibt…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Keeps the classifier, to map other scenes with it</source>
        <translation>Bewahrt den Klassifikator auf, um damit andere Szenen zu kartieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>The accuracy is unknown: there is too little to hold out. Draw polygons of each class in several places.</source>
        <translation>Die Genauigkeit ist unbekannt: Es gibt zu wenig zum Zurückhalten. Zeichnen Sie Polygone jeder Klasse an mehreren Stellen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Balanced accuracy &lt;b&gt;{}&lt;/b&gt; · {}</source>
        <translation>Balancierte Genauigkeit &lt;b&gt;{}&lt;/b&gt; · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Click to change the colour of {}</source>
        <translation>Klicken, um die Farbe von {} zu ändern</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{}: click to draw in this class, double-click to rename</source>
        <translation>{}: Klick zeichnet in dieser Klasse, Doppelklick benennt um</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Few labels: the accuracy of this class will be uncertain. Draw a few more.</source>
        <translation>Wenige Labels: Die Genauigkeit dieser Klasse wird unsicher sein. Zeichnen Sie noch einige.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{0} of the polygons of {1} look unlike the rest of the class: their spectra are far from its spectra. They may be labelled wrongly, or show a part of the class of which there is little. Click to see one after the other.</source>
        <translation>{0} der Polygone von {1} sehen anders aus als der Rest der Klasse: Ihre Spektren liegen weit von denen der Klasse. Sie sind vielleicht falsch gelabelt oder zeigen einen Teil der Klasse, von dem es wenig gibt. Klicken, um sie der Reihe nach zu sehen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{} far</source>
        <translation>{} fern</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Colour of {}</source>
        <translation>Farbe von {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Change Colour…</source>
        <translation>Farbe ändern…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Show Polygons Far from the Class</source>
        <translation>Polygone fern der Klasse zeigen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Delete Class…</source>
        <translation>Klasse löschen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Hides pixels of the class map whose class is less sure than this</source>
        <translation>Blendet Pixel der Klassenkarte aus, deren Klasse weniger sicher ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Nothing hidden</source>
        <translation>Nichts ausgeblendet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Hide below {} %</source>
        <translation>Unter {} % ausblenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>reference \ predicted</source>
        <translation>Referenz \ Vorhersage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>{} % of the {} pixels were mapped as {}</source>
        <translation>{} % der {} Pixel wurden als {} kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>Pixels of held-out polygons. Rows are the reference, columns what was predicted.</source>
        <translation>Pixel zurückgehaltener Polygone. Zeilen sind die Referenz, Spalten die Vorhersage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains a classifier on what the backbone makes of each pixel. Seconds; a few polygons a class are enough.</source>
        <translation>Trainiert einen Klassifikator auf dem, was das Backbone aus jedem Pixel macht. Sekunden; einige Polygone je Klasse genügen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains a small network that also sees the surroundings of a pixel. Minutes; for dozens of polygons a class and classes that differ in texture.</source>
        <translation>Trainiert ein kleines Netz, das auch die Umgebung eines Pixels sieht. Minuten; für Dutzende Polygone je Klasse und Klassen, die sich in der Textur unterscheiden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains the first layer of the backbone, which reads the bands, and the classifier. Minutes, best on a GPU.</source>
        <translation>Trainiert die erste Schicht des Backbones, die die Bänder liest, und den Klassifikator. Minuten, am besten auf einer GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains small additions to the attention of the backbone (low-rank adapters). Minutes to hours, best on a GPU.</source>
        <translation>Trainiert kleine Zusätze zur Attention des Backbones (Low-Rank-Adapter). Minuten bis Stunden, am besten auf einer GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains all weights of the backbone. For hundreds of polygons; hours without a GPU.</source>
        <translation>Trainiert alle Gewichte des Backbones. Für Hunderte Polygone; ohne GPU Stunden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>{} has no attention. Choose another depth.</source>
        <translation>{} hat keine Attention. Wählen Sie eine andere Tiefe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>{} has no weights to train. Choose another backbone.</source>
        <translation>{} hat keine Gewichte zum Trainieren. Wählen Sie ein anderes Backbone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/details_dialog.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>HSFM Detections</source>
        <translation>HSFM-Funde</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Hide flagged</source>
        <translation>Verdächtige ausblenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Only unmarked</source>
        <translation>Nur unmarkierte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Up and down go from row to row. R marks what is real, F what is false, Space takes the mark away, Ctrl+Z takes the last marking back. A click also shows both spectra.</source>
        <translation>Auf und Ab wechseln die Zeile. R markiert Echtes, F Falsches, die Leertaste nimmt die Marke weg, Strg+Z nimmt die letzte Markierung zurück. Ein Klick zeigt auch beide Spektren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real</source>
        <translation>Echt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>False</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Unmark</source>
        <translation>Marke entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Marks the chosen rows as real (R)</source>
        <translation>Markiert die gewählten Zeilen als echt (R)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Marks the chosen rows as false (F)</source>
        <translation>Markiert die gewählten Zeilen als falsch (F)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Takes the marks of the chosen rows away (Space)</source>
        <translation>Nimmt die Marken der gewählten Zeilen weg (Leertaste)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Searches with what you marked as real, or labels with it</source>
        <translation>Sucht mit dem, was Sie als echt markiert haben, oder labelt damit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Saves the list, or what you marked as real</source>
        <translation>Speichert die Liste oder was Sie als echt markiert haben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Find More Like the Real Ones</source>
        <translation>Mehr wie die Echten finden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as Labels of Class</source>
        <translation>Echte als Labels der Klasse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All as GeoPackage…</source>
        <translation>Alle als GeoPackage…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All as CSV…</source>
        <translation>Alle als CSV…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as GeoPackage…</source>
        <translation>Echte als GeoPackage…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as CSV…</source>
        <translation>Echte als CSV…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>New Class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} shown</source>
        <translation>{} gezeigt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} flagged</source>
        <translation>{} verdächtig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} marked</source>
        <translation>{} markiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Detections</source>
        <translation>Funde</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>HSFM Detections – {}</source>
        <translation>HSFM-Funde – {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All rows are hidden. Untick a box above to see them.</source>
        <translation>Alle Zeilen sind ausgeblendet. Entfernen Sie oben ein Häkchen, um sie zu sehen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Map anomalies or targets in the panel; what is found is listed here.</source>
        <translation>Kartieren Sie im Panel Anomalien oder Ziele; was gefunden wird, steht hier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Nothing lies above the threshold. Move the slider in the results to the left.</source>
        <translation>Nichts liegt über dem Schwellwert. Schieben Sie den Regler in den Ergebnissen nach links.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_follow.py"/>
        <source>HSFM: list detections</source>
        <translation>HSFM: Funde auflisten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_follow.py"/>
        <source>Replace the list</source>
        <translation>Liste ersetzen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_menu.py"/>
        <source>Open as List</source>
        <translation>Als Liste öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>stripe</source>
        <translation>Streifen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Runs along a column of the sensor: likely a stripe</source>
        <translation>Läuft entlang einer Spalte des Sensors: wohl ein Streifen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>bad pixel</source>
        <translation>Pixelfehler</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>One band stands out in very few columns: likely a bad pixel</source>
        <translation>Ein Band sticht in sehr wenigen Spalten heraus: wohl ein Pixelfehler</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>edge</source>
        <translation>Rand</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>At the edge of the scene, of a cloud or of masked pixels</source>
        <translation>Am Rand der Szene, einer Wolke oder maskierter Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>real</source>
        <translation>echt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>false</source>
        <translation>falsch</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Flag</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Mark</source>
        <translation>Marke</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Rank: 1 has the highest score</source>
        <translation>Rang: 1 hat den höchsten Wert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>The highest score of its pixels</source>
        <translation>Der höchste Wert seiner Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>How many pixels it has</source>
        <translation>Wie viele Pixel es hat</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>How far its mean spectrum is from that of its surroundings</source>
        <translation>Wie weit sein mittleres Spektrum von dem der Umgebung entfernt ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>What speaks against it</source>
        <translation>Was dagegen spricht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>What you say of it</source>
        <translation>Was Sie dazu sagen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Row {} and column {}, from 0</source>
        <translation>Zeile {} und Spalte {}, ab 0</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Marked as {}</source>
        <translation>Markiert als {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_threshold.py"/>
        <source>How many ordinary pixels may lie above the threshold. To the right there are fewer false alarms, and faint finds are missed. The map follows at once, the list when you let go.</source>
        <translation>Wie viele gewöhnliche Pixel über dem Schwellwert liegen dürfen. Rechts gibt es weniger Fehlalarme, und Schwaches wird übersehen. Die Karte folgt sofort, die Liste beim Loslassen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_threshold.py"/>
        <source>False alarms: 1 in {}</source>
        <translation>Fehlalarme: 1 von {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_use.py"/>
        <source>Label detections as {}</source>
        <translation>Funde labeln als {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} takes no polygons. Choose or make a label layer that does.</source>
        <translation>{} nimmt keine Polygone auf. Wählen oder erstellen Sie einen Label-Layer, der das tut.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} objects are labels now. Undo takes them back, saving keeps them.</source>
        <translation>{} Objekte sind jetzt Labels. Rückgängig nimmt sie zurück, Speichern behält sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>1 object is a label now. Undo takes it back, saving keeps it.</source>
        <translation>1 Objekt ist jetzt ein Label. Rückgängig nimmt es zurück, Speichern behält es.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Export Detections</source>
        <translation>Funde exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} is there already. Choose that file itself to replace it.</source>
        <translation>{} gibt es schon. Wählen Sie genau diese Datei, um sie zu ersetzen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} is the list itself. Choose another name.</source>
        <translation>{} ist die Liste selbst. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Export detections</source>
        <translation>Funde exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Saved in {}</source>
        <translation>Gespeichert in {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>Object {}</source>
        <translation>Objekt {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>Surroundings of {}</source>
        <translation>Umgebung von {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>This place cannot be shown. Choose another CRS for the project.</source>
        <translation>Dieser Ort kann nicht gezeigt werden. Wählen Sie ein anderes KBS für das Projekt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>The list follows once the edits of its layer are saved or discarded.</source>
        <translation>Die Liste folgt, sobald die Änderungen ihres Layers gespeichert oder verworfen sind.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>Listing…</source>
        <translation>Listet auf…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>This list is still that of another threshold.</source>
        <translation>Diese Liste gehört noch zu einem anderen Schwellwert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/dock.py"/>
        <source>This place cannot be shown. Choose the scene of the map in step 1.</source>
        <translation>Dieser Ort kann nicht gezeigt werden. Wählen Sie in Schritt 1 die Szene der Karte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>The head is saved as {}.</source>
        <translation>Der Klassifikator ist als {} gespeichert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is now called {}.</source>
        <translation>{} heißt jetzt {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is deleted.</source>
        <translation>{} ist gelöscht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is deleted. It was in use: train or load another head to go on.</source>
        <translation>{} ist gelöscht. Er war in Verwendung: Trainieren oder laden Sie einen anderen Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>Export {}</source>
        <translation>{} exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is exported to {}</source>
        <translation>{} ist nach {} exportiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>HSFM: {}</source>
        <translation>HSFM: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Saved heads</source>
        <translation>Gespeicherte Klassifikatoren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>No head is saved yet. Train, then save the head here.</source>
        <translation>Noch ist keiner gespeichert. Trainieren Sie und speichern Sie den Klassifikator dann hier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Name for the head that is used now</source>
        <translation>Name für den Klassifikator, der jetzt verwendet wird</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Select a head first.</source>
        <translation>Wählen Sie zuerst einen Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Type a name first.</source>
        <translation>Geben Sie zuerst einen Namen ein.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete Head</source>
        <translation>Klassifikator löschen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete the head {}?</source>
        <translation>Den Klassifikator {} löschen?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Maps that were made with it stay.</source>
        <translation>Karten, die damit gemacht wurden, bleiben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Export Head</source>
        <translation>Klassifikator exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>HSFM heads</source>
        <translation>HSFM-Klassifikatoren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Import Head</source>
        <translation>Klassifikator importieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Load Head</source>
        <translation>Klassifikator laden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Uses a classifier that was trained before, or an ONNX segmentation model</source>
        <translation>Verwendet einen früher trainierten Klassifikator oder ein ONNX-Segmentierungsmodell</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>From File…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Manage…</source>
        <translation>Verwalten…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>HSFM heads and ONNX models</source>
        <translation>HSFM-Klassifikatoren und ONNX-Modelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Balanced accuracy {}</source>
        <translation>Balancierte Genauigkeit {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Backbone: {}</source>
        <translation>Backbone: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Trained on {}</source>
        <translation>Trainiert auf {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help.py"/>
        <source>HSFM Help</source>
        <translation>HSFM-Hilfe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help.py"/>
        <source>Help on this part</source>
        <translation>Hilfe zu diesem Teil</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>All topics</source>
        <translation>Alle Themen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>It has not ended yet.</source>
        <translation>Er ist noch nicht beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>What is removed cannot be removed again.</source>
        <translation>Was entfernt ist, kann nicht noch einmal entfernt werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>The engine is not set up. Set it up in the first line of the panel.</source>
        <translation>Die Engine ist nicht eingerichtet. Richten Sie sie in der ersten Zeile des Panels ein.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>{} is done.</source>
        <translation>{} ist fertig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>Another model is being worked on. Try again when it is done.</source>
        <translation>An einem anderen Modell wird gearbeitet. Versuchen Sie es danach noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>This model is not on the list any more. Choose one in the Models section.</source>
        <translation>Dieses Modell steht nicht mehr in der Liste. Wählen Sie eines im Abschnitt Modelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>1 job runs</source>
        <translation>1 Auftrag läuft</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>{} jobs run</source>
        <translation>{} Aufträge laufen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>1 job waits</source>
        <translation>1 Auftrag wartet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>{} jobs wait</source>
        <translation>{} Aufträge warten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>HSFM Jobs</source>
        <translation>HSFM-Aufträge</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Nothing was run yet. Maps, trainings and downloads appear here.</source>
        <translation>Noch ist nichts gelaufen. Karten, Trainings und Downloads erscheinen hier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Show on Map</source>
        <translation>Auf Karte zeigen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Run Again</source>
        <translation>Noch einmal ausführen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Cancel Job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Copy Log</source>
        <translation>Protokoll kopieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Clear Finished</source>
        <translation>Beendete löschen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Forgets the jobs that have ended; their files stay</source>
        <translation>Vergisst die beendeten Aufträge; ihre Dateien bleiben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>The list of earlier jobs was damaged; what could not be read is left out.</source>
        <translation>Die Liste früherer Aufträge war beschädigt; was nicht zu lesen war, fehlt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>The jobs cannot be kept: the profile folder of QGIS cannot be written. The list ends with this session.</source>
        <translation>Die Aufträge können nicht aufbewahrt werden: In den Profilordner von QGIS kann nicht geschrieben werden. Die Liste endet mit dieser Sitzung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Select a job first.</source>
        <translation>Wählen Sie zuerst einen Auftrag.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>It has ended.</source>
        <translation>Er ist beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>This version of HSFM does not know the task “{}” any more. Start it from the panel.</source>
        <translation>Diese Version von HSFM kennt die Aufgabe „{}“ nicht mehr. Starten Sie sie im Panel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>Its answer is numbers, which this list does not keep. Start it from the Processing toolbox.</source>
        <translation>Sein Ergebnis sind Zahlen, die diese Liste nicht behält. Starten Sie ihn in den Verarbeitungswerkzeugen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>This run ended before its labels or polygons were copied for the engine. Start it from the panel.</source>
        <translation>Dieser Auftrag endete, bevor seine Labels oder Polygone für die Engine kopiert waren. Starten Sie ihn im Panel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>It fills a folder that is full now. Start it from the Processing toolbox.</source>
        <translation>Er füllt einen Ordner, der jetzt voll ist. Starten Sie ihn in den Verarbeitungswerkzeugen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The classifier of this run was not saved and went with its session of QGIS. Train again, or load a saved one in step 3, then start the run there.</source>
        <translation>Der Klassifikator dieses Auftrags wurde nicht gespeichert und ging mit seiner QGIS-Sitzung. Trainieren Sie noch einmal oder laden Sie in Schritt 3 einen gespeicherten und starten Sie dort.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The labels of this run were a copy that went with its session of QGIS. Choose the label layer in step 2, then click Train.</source>
        <translation>Die Labels dieses Auftrags waren eine Kopie, die mit seiner QGIS-Sitzung ging. Wählen Sie den Label-Layer in Schritt 2 und klicken Sie dann auf Trainieren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The polygons of this run were a copy that went with its session of QGIS. Choose them in step 3, then start the run there.</source>
        <translation>Die Polygone dieses Auftrags waren eine Kopie, die mit seiner QGIS-Sitzung ging. Wählen Sie sie in Schritt 3 und starten Sie dort.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The scene {} is not there any more. Put it back, then try again.</source>
        <translation>Die Szene {} ist nicht mehr da. Legen Sie sie zurück und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The file {} is not there any more. Put it back, then try again.</source>
        <translation>Die Datei {} ist nicht mehr da. Legen Sie sie zurück und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>This job has made no map.</source>
        <translation>Dieser Auftrag hat keine Karte erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>This job has written no file.</source>
        <translation>Dieser Auftrag hat keine Datei geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>{} is not there any more. Put it back, or click Run Again to make it once more.</source>
        <translation>{} ist nicht mehr da. Legen Sie es zurück oder klicken Sie auf „Noch einmal ausführen“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>QGIS cannot open the files of this job. Click Run Again.</source>
        <translation>QGIS kann die Dateien dieses Auftrags nicht öffnen. Klicken Sie auf „Noch einmal ausführen“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>The folder {} is not there any more.</source>
        <translation>Der Ordner {} ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>The file manager could not be opened. The files are in {}.</source>
        <translation>Der Dateimanager konnte nicht geöffnet werden. Die Dateien liegen in {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>waits for its turn</source>
        <translation>wartet, bis er an der Reihe ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Not responding for {} s</source>
        <translation>Antwortet seit {} s nicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>nothing was written</source>
        <translation>nichts wurde geschrieben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>It waits until the engine is free.</source>
        <translation>Er wartet, bis die Engine frei ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>It was cancelled; nothing was written.</source>
        <translation>Er wurde abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Done in {}.</source>
        <translation>In {} fertig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_counting.py"/>
        <source>Count labels</source>
        <translation>Labels zählen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>Label here next</source>
        <translation>Hier als Nächstes labeln</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>Places where the classifier is least sure and that are least like your labels. A click goes there and takes up the drawing tool.</source>
        <translation>Stellen, an denen der Klassifikator am unsichersten ist und die Ihren Labels am wenigsten gleichen. Ein Klick geht dorthin und nimmt das Zeichenwerkzeug auf.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>{} % unsure</source>
        <translation>{} % unsicher</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source> · {} % unlike anything labelled</source>
        <translation> · {} % anders als alles Gelabelte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Class {}</source>
        <translation>Klasse {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Choose or make a label layer first.</source>
        <translation>Wählen oder erstellen Sie zuerst einen Label-Layer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Add a class first.</source>
        <translation>Fügen Sie zuerst eine Klasse hinzu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>This layer holds points. Make a new label layer to draw areas, or use Point.</source>
        <translation>Dieser Layer enthält Punkte. Erstellen Sie für Flächen einen neuen Label-Layer oder verwenden Sie Punkt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Choose a scene first: this tool labels its pixels.</source>
        <translation>Wählen Sie zuerst eine Szene: Dieses Werkzeug labelt ihre Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose a layer</source>
        <translation>Layer wählen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Polygons or points with a class in one of their fields</source>
        <translation>Polygone oder Punkte mit einer Klasse in einem ihrer Felder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Class field</source>
        <translation>Klassenfeld</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Makes an empty label layer for this scene in the results folder</source>
        <translation>Erstellt für diese Szene einen leeren Label-Layer im Ergebnisordner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose a scene first.</source>
        <translation>Wählen Sie zuerst eine Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Draw a few polygons for each class.</source>
        <translation>Zeichnen Sie für jede Klasse einige Polygone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{0} has {1} different values; choose another class field.</source>
        <translation>{0} hat {1} verschiedene Werte; wählen Sie ein anderes Klassenfeld.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose the field that holds the class.</source>
        <translation>Wählen Sie das Feld, das die Klasse enthält.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>no class field</source>
        <translation>kein Klassenfeld</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Reading the labels…</source>
        <translation>Liest die Labels…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>reading…</source>
        <translation>liest…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>You have labels for one class. Draw at least one polygon of another class to train.</source>
        <translation>Sie haben Labels für eine Klasse. Zeichnen Sie zum Trainieren mindestens ein Polygon einer anderen Klasse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Few labels for {}. Draw some more.</source>
        <translation>Wenige Labels für {}. Zeichnen Sie noch einige.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>1 class</source>
        <translation>1 Klasse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{} classes</source>
        <translation>{} Klassen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>1 polygon</source>
        <translation>1 Polygon</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{} polygons</source>
        <translation>{} Polygone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click on pixels.</source>
        <translation>Zeichnet {}: Klicken Sie auf Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click on the map, right-click to finish a polygon.</source>
        <translation>Zeichnet {}: Klicken Sie auf die Karte, ein Rechtsklick schließt das Polygon.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: press and drag over pixels. Esc stops.</source>
        <translation>Zeichnet {}: Drücken und über Pixel ziehen. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click a pixel, then set how different its like may be.</source>
        <translation>Zeichnet {}: Klicken Sie auf einen Pixel und stellen Sie ein, wie verschieden Ähnliches sein darf.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Save your edits to keep the labels in {}.</source>
        <translation>Speichern Sie Ihre Änderungen, um die Labels in {} zu behalten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>A class map holds at most {} classes.</source>
        <translation>Eine Klassenkarte fasst höchstens {} Klassen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>The map's CRS cannot show this place. Choose another CRS for the project.</source>
        <translation>Das KBS der Karte kann diesen Ort nicht zeigen. Wählen Sie ein anderes KBS für das Projekt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>This layer cannot be edited. Make a new label layer to draw.</source>
        <translation>Dieser Layer kann nicht bearbeitet werden. Erstellen Sie zum Zeichnen einen neuen Label-Layer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>The name is empty or taken, or the layer cannot be edited.</source>
        <translation>Der Name ist leer oder vergeben, oder der Layer kann nicht bearbeitet werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Delete the class {} and its {} polygons?</source>
        <translation>Die Klasse {} und ihre {} Polygone löschen?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Delete Class</source>
        <translation>Klasse löschen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_layers.py"/>
        <source>This list is of another scene. Open {} first.</source>
        <translation>Diese Liste gehört zu einer anderen Szene. Öffnen Sie zuerst {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>Shows the new list here; the marks of this one stay</source>
        <translation>Zeigt hier die neue Liste; die Marken dieser bleiben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>There is a new list: {}</source>
        <translation>Es gibt eine neue Liste: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>training…</source>
        <translation>Training läuft…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping the cover…</source>
        <translation>kartiert Bedeckung…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>cover mapped</source>
        <translation>Bedeckung kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping traits…</source>
        <translation>kartiert Merkmale…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>traits mapped</source>
        <translation>Merkmale kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping classes…</source>
        <translation>kartiert Klassen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>classes mapped</source>
        <translation>Klassen kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping anomalies…</source>
        <translation>kartiert Anomalien…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>anomalies mapped</source>
        <translation>Anomalien kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>searching the target…</source>
        <translation>sucht das Ziel…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>target searched</source>
        <translation>Ziel gesucht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>saving the map…</source>
        <translation>speichert die Karte…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>similarity mapped</source>
        <translation>Ähnlichkeit kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping clouds…</source>
        <translation>kartiert Wolken…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>clouds mapped</source>
        <translation>Wolken kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>cancelled, nothing was written</source>
        <translation>abgebrochen, nichts wurde geschrieben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>ready to train</source>
        <translation>bereit zum Trainieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>ready for Quick Map</source>
        <translation>bereit für die Schnellkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Stops and keeps the best</source>
        <translation>Hält an und behält das Beste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>The engine is not set up yet.</source>
        <translation>Die Engine ist noch nicht eingerichtet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Wait until the running task is done, or cancel it.</source>
        <translation>Warten Sie, bis der laufende Vorgang fertig ist, oder brechen Sie ihn ab.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Quick Map</source>
        <translation>Schnellkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Traits</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>{} needs reflectance, and this scene holds radiance. Open the L2A of this scene.</source>
        <translation>{} braucht Reflektanz, und diese Szene enthält Strahldichte. Öffnen Sie das L2A dieser Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>{} needs to know the wavelengths of the bands. Keep the header file of this raster beside it, then open it again.</source>
        <translation>{} muss die Wellenlängen der Bänder kennen. Legen Sie die Header-Datei dieses Rasters daneben und öffnen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Draw a few polygons for each class first.</source>
        <translation>Zeichnen Sie zuerst für jede Klasse einige Polygone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Libraries hold reflectance, and this scene holds radiance. Open the L2A of this scene, or take the target from pixels.</source>
        <translation>Bibliotheken enthalten Reflektanz, und diese Szene enthält Strahldichte. Öffnen Sie das L2A dieser Szene oder nehmen Sie das Ziel aus Pixeln.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>A library needs to know the wavelengths of the bands. Keep the header file of this raster beside it, or take the target from pixels.</source>
        <translation>Eine Bibliothek muss die Wellenlängen der Bänder kennen. Legen Sie die Header-Datei dieses Rasters daneben oder nehmen Sie das Ziel aus Pixeln.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Train first, or load a head.</source>
        <translation>Trainieren Sie zuerst oder laden Sie einen Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Get the SpecTf model in Models first.</source>
        <translation>Holen Sie zuerst das SpecTf-Modell unter „Modelle“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>HSFM cannot download this one by itself: get its file from its page, then choose Import…</source>
        <translation>Dieses kann HSFM nicht selbst herunterladen: Holen Sie die Datei von seiner Seite und wählen Sie dann Importieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>I have read the terms and may use this model</source>
        <translation>Ich habe die Bedingungen gelesen und darf dieses Modell verwenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>Its publisher does not say clearly who may use it; that is for you to judge.</source>
        <translation>Sein Herausgeber sagt nicht klar, wer es verwenden darf; das müssen Sie beurteilen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Model, good for</source>
        <translation>Modell, geeignet für</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Size, licence</source>
        <translation>Größe, Lizenz</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>{}, licence: {}</source>
        <translation>{}, Lizenz: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>bundled</source>
        <translation>enthalten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>about {}</source>
        <translation>etwa {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>part of HSFM</source>
        <translation>Teil von HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>{} million</source>
        <translation>{} Millionen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Does not fit this scene:</source>
        <translation>Passt nicht zu dieser Szene:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Tested</source>
        <translation>Getestet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Fails where</source>
        <translation>Versagt bei</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Page of the model</source>
        <translation>Seite des Modells</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>unclear – {}</source>
        <translation>unklar – {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Good for:</source>
        <translation>Geeignet für:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Licence:</source>
        <translation>Lizenz:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Sensor:</source>
        <translation>Sensor:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Bands:</source>
        <translation>Bänder:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Parameters:</source>
        <translation>Parameter:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Made from:</source>
        <translation>Entstanden aus:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Paper:</source>
        <translation>Veröffentlichung:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>HSFM: list models</source>
        <translation>HSFM: Modelle auflisten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>HSFM: show model</source>
        <translation>HSFM: Modell zeigen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>{} is removed.</source>
        <translation>{} ist entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>{} is installed ({}).</source>
        <translation>{} ist installiert ({}).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Get</source>
        <translation>Holen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Reading the list…</source>
        <translation>Liest die Liste…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>The list of models could not be read.</source>
        <translation>Die Liste der Modelle konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>getting a model…</source>
        <translation>holt ein Modell…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>importing…</source>
        <translation>wird importiert…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>removing…</source>
        <translation>wird entfernt…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>{} installed</source>
        <translation>{} installiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Installs a checkpoint file that you have; nothing in it is executed</source>
        <translation>Installiert eine Checkpoint-Datei, die Sie haben; nichts darin wird ausgeführt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Downloads and installs it</source>
        <translation>Lädt es herunter und installiert es</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Deletes it from this computer</source>
        <translation>Löscht es von diesem Rechner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Wait until the model is there, or cancel its download.</source>
        <translation>Warten Sie, bis das Modell da ist, oder brechen Sie den Download ab.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Select a model in the list first.</source>
        <translation>Wählen Sie zuerst ein Modell in der Liste.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This model is installed.</source>
        <translation>Dieses Modell ist installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This one is part of HSFM and is missing. Install HSFM again.</source>
        <translation>Dieses gehört zu HSFM und fehlt. Installieren Sie HSFM erneut.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Get its file from its page, then choose Import…</source>
        <translation>Holen Sie die Datei von seiner Seite und wählen Sie dann Importieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Read its terms and tick the box above first.</source>
        <translation>Lesen Sie die Bedingungen und setzen Sie zuerst oben das Häkchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This model is not installed.</source>
        <translation>Dieses Modell ist nicht installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This one is part of HSFM.</source>
        <translation>Dieses ist Teil von HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Import Model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove Model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove {} ({})?</source>
        <translation>{} ({}) entfernen?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Its weights are deleted from this computer. Heads trained with it need it.</source>
        <translation>Seine Gewichte werden von diesem Rechner gelöscht. Klassifikatoren, die damit trainiert wurden, brauchen sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Product…</source>
        <translation>Produkt öffnen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Opens an EnMAP product or another raster. You can also drop it on this panel.</source>
        <translation>Öffnet ein EnMAP-Produkt oder ein anderes Raster. Sie können es auch auf dieses Panel ziehen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open File (XML, ZIP, TIF)…</source>
        <translation>Datei öffnen (XML, ZIP, TIF)…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Products and rasters</source>
        <translation>Produkte und Raster</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Product</source>
        <translation>Produkt öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Computing</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>What the engine computes on; the panel's Advanced options have the same choice</source>
        <translation>Womit die Engine rechnet; in den erweiterten Optionen des Panels steht dieselbe Wahl</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>All ({})</source>
        <translation>Alle ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>How many processor cores the engine may use</source>
        <translation>Wie viele Prozessorkerne die Engine verwenden darf</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>How much of the scene may be in memory at a time; smaller is slower and safer.</source>
        <translation>Wie viel von der Szene gleichzeitig im Speicher sein darf; kleiner ist langsamer und sicherer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Memory for windows</source>
        <translation>Speicher für Fenster</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>An engine that nobody uses is stopped after this time; the next run starts it</source>
        <translation>Eine Engine, die niemand verwendet, wird nach dieser Zeit beendet; der nächste Lauf startet sie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Stop the engine after</source>
        <translation>Engine beenden nach</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>{} (not found now)</source>
        <translation>{} (jetzt nicht gefunden)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Copy Diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Versions, devices, folders and the last errors, without passwords or your name</source>
        <translation>Versionen, Geräte, Ordner und die letzten Fehler, ohne Passwörter und Ihren Namen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Open Log</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Nothing was logged yet</source>
        <translation>Noch ist nichts protokolliert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Asking the graphics driver…</source>
        <translation>Fragt den Grafiktreiber…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Ask the graphics driver</source>
        <translation>Grafiktreiber fragen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Copied: {} lines of Markdown, without passwords or your name.</source>
        <translation>Kopiert: {} Zeilen Markdown, ohne Passwörter und Ihren Namen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Open this folder</source>
        <translation>Diesen Ordner öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Give the folder's whole path.</source>
        <translation>Geben Sie den ganzen Pfad des Ordners an.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>{} is a file, so there can be no folder of this name.</source>
        <translation>{} ist eine Datei, also kann kein Ordner so heißen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Nothing can be written there ({}). Choose a folder of your own.</source>
        <translation>Dort kann nichts geschrieben werden ({}). Wählen Sie einen eigenen Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This is QGIS, or QGIS's own Python. Choose the python program of another environment.</source>
        <translation>Das ist QGIS oder das Python von QGIS. Wählen Sie das Python-Programm einer anderen Umgebung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This file cannot be run.</source>
        <translation>Diese Datei kann nicht ausgeführt werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This is no address; one begins with https://.</source>
        <translation>Das ist keine Adresse; eine solche beginnt mit https://.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>As in QGIS ({})</source>
        <translation>Wie in QGIS ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>Language of HSFM</source>
        <translation>Sprache von HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>The language changes when QGIS is started again.</source>
        <translation>Die Sprache wechselt, wenn QGIS neu gestartet wird.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>pypi.org and download.pytorch.org</source>
        <translation>pypi.org und download.pytorch.org</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>A mirror that has the engine's packages, where the usual servers cannot be reached</source>
        <translation>Ein Spiegel mit den Paketen der Engine, wo die üblichen Server nicht erreichbar sind</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Package mirror</source>
        <translation>Paketspiegel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>QGIS names none, so HSFM uses what the system says.</source>
        <translation>QGIS nennt keinen, also verwendet HSFM, was das System sagt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>HSFM uses the one of QGIS: {}. It is set in Network.</source>
        <translation>HSFM verwendet den von QGIS: {}. Er wird unter Netzwerk eingestellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>The python program of an environment</source>
        <translation>Das Python-Programm einer Umgebung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>None; HSFM's own runtime is used</source>
        <translation>Keines; HSFMs eigene Laufzeitumgebung wird verwendet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Looks whether the engine can run in this Python</source>
        <translation>Prüft, ob die Engine in diesem Python laufen kann</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Copy Command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Checking…</source>
        <translation>Prüft…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>A run is under way: what you change here reaches the engine when it has ended.</source>
        <translation>Ein Lauf ist im Gang: Was Sie hier ändern, erreicht die Engine, wenn er beendet ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>How HSFM and its engine work on this computer</source>
        <translation>Wie HSFM und seine Engine auf diesem Rechner arbeiten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>Not everything in the HSFM options was stored; they say why. {}</source>
        <translation>Nicht alles aus den HSFM-Optionen wurde gespeichert; dort steht, warum. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>The new settings reach the engine when its run has ended.</source>
        <translation>Die neuen Einstellungen erreichen die Engine, wenn ihr Lauf beendet ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Engine runtime</source>
        <translation>Laufzeitumgebung der Engine</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Own Python</source>
        <translation>Eigenes Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Tests every part, and installs again what fails</source>
        <translation>Prüft alle Teile und installiert neu, was versagt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>From Folder…</source>
        <translation>Aus Ordner…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Installs without a network, from a folder that “runtime_setup bundle” has made; the help says how</source>
        <translation>Installiert ohne Netz aus einem Ordner, den „runtime_setup bundle“ gemacht hat; die Hilfe sagt, wie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Look for Another Python</source>
        <translation>Anderes Python suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Shows what HSFM has put on the disk, and removes it</source>
        <translation>Zeigt, was HSFM auf den Datenträger gelegt hat, und entfernt es</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>The engine is at work now</source>
        <translation>Die Engine arbeitet gerade</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Install Again</source>
        <translation>Neu installieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Automatic, by the graphics card</source>
        <translation>Automatisch, nach der Grafikkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For NVIDIA GPUs, CUDA {}</source>
        <translation>Für NVIDIA-GPUs, CUDA {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For the CPU</source>
        <translation>Für die CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For Apple's GPU (MPS)</source>
        <translation>Für Apples GPU (MPS)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>The engine runs in {}, which HSFM did not install.</source>
        <translation>Die Engine läuft in {}, das HSFM nicht installiert hat.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>No runtime of HSFM's own is installed.</source>
        <translation>HSFM hat keine eigene Laufzeitumgebung installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Installed: PyTorch {} {}, Python {}</source>
        <translation>Installiert: PyTorch {} {}, Python {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Folder: {}</source>
        <translation>Ordner: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Install Again puts the chosen build of PyTorch in its place.</source>
        <translation>„Neu installieren“ setzt den gewählten Build von PyTorch an seine Stelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Computes on: {}</source>
        <translation>Rechnet auf: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Storage</source>
        <translation>Speicherorte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for results</source>
        <translation>Ordner für Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>HSFM folder beside the project, else in your documents</source>
        <translation>Ordner HSFM beim Projekt, sonst in Ihren Dokumenten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for models</source>
        <translation>Ordner für Modelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>HSFM's own folder</source>
        <translation>HSFMs eigener Ordner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for caches</source>
        <translation>Ordner für Zwischenspeicher</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Automatic ({} MiB)</source>
        <translation>Automatisch ({} MiB)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>How large the features of scenes that are kept for the next run may become</source>
        <translation>Wie groß die Merkmale von Szenen werden dürfen, die für den nächsten Lauf bleiben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Empty Cache</source>
        <translation>Zwischenspeicher leeren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Removes what the engine can make again: features of scenes, unpacked products, converted networks and the state of interrupted trainings</source>
        <translation>Entfernt, was die Engine wieder machen kann: Merkmale von Szenen, entpackte Produkte, umgewandelte Netze und den Stand unterbrochener Trainings</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Cache limit</source>
        <translation>Höchstgröße</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Measuring…</source>
        <translation>Misst…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>{} used now</source>
        <translation>{} jetzt belegt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Empty now</source>
        <translation>Jetzt leer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>PyTorch, 16 bit (bfloat16)</source>
        <translation>PyTorch, 16 Bit (bfloat16)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>PyTorch, 16 bit (float16)</source>
        <translation>PyTorch, 16 Bit (float16)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>ONNX Runtime, 8 bit</source>
        <translation>ONNX Runtime, 8 Bit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Fast (classifier only)</source>
        <translation>Schnell (nur Klassifikator)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>With surroundings</source>
        <translation>Mit Umgebung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Whole backbone</source>
        <translation>Ganzes Backbone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Global (RX)</source>
        <translation>Global (RX)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Local (RX in windows)</source>
        <translation>Lokal (RX in Fenstern)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Subspace (RX without noise)</source>
        <translation>Unterraum (RX ohne Rauschen)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Collaborative</source>
        <translation>Kollaborativ</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Isolation forest</source>
        <translation>Isolation Forest</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>RX of the backbone's features</source>
        <translation>RX der Backbone-Merkmale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>HyperSIGMA</source>
        <translation>HyperSIGMA</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>The preview comes back when the labels change.</source>
        <translation>Die Vorschau kommt wieder, wenn sich die Labels ändern.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Comes back when labels change.</source>
        <translation>Kommt wieder bei neuen Labels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Draw polygons of two classes.</source>
        <translation>Zeichnen Sie Polygone zweier Klassen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>The map canvas shows nothing of the scene. Zoom to it for a preview.</source>
        <translation>Der Kartenausschnitt zeigt nichts von der Szene. Zoomen Sie für eine Vorschau dorthin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Zoom to the scene for a preview.</source>
        <translation>Für eine Vorschau zur Szene zoomen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>HSFM: preview</source>
        <translation>HSFM: Vorschau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Preview: starting</source>
        <translation>Vorschau: startet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_layer.py"/>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview: {} · {} %</source>
        <translation>Vorschau: {} · {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview: {}</source>
        <translation>Vorschau: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview is up to date.</source>
        <translation>Die Vorschau ist aktuell.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview of the middle of the map canvas. Zoom in to see all of it.</source>
        <translation>Vorschau der Mitte des Kartenausschnitts. Zoomen Sie hinein, um alles zu sehen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Middle of the canvas. Zoom in for all.</source>
        <translation>Mitte des Ausschnitts. Für alles hineinzoomen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Waiting for the end of another run of the engine…</source>
        <translation>Wartet auf das Ende eines anderen Laufs der Engine…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Stops the run; an engine that does not answer is ended</source>
        <translation>Hält den Lauf an; eine Engine, die nicht antwortet, wird beendet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Cancelling…</source>
        <translation>Bricht ab…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Without labels</source>
        <translation>Ohne Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Anomalies</source>
        <translation>Anomalien</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Clouds</source>
        <translation>Wolken</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Targets…</source>
        <translation>Ziele…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Find Similar</source>
        <translation>Ähnliches finden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>No labels yet? Quick Map shows the cover now.</source>
        <translation>Noch keine Labels? Die Schnellkarte zeigt die Bedeckung sofort.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>No labels yet? Start here.</source>
        <translation>Noch keine Labels? Beginnen Sie hier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps water, snow, vegetation, soil, built-up areas and more at once; needs no labels</source>
        <translation>Kartiert Wasser, Schnee, Vegetation, Boden, Bebauung und mehr auf einmal; braucht keine Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps chlorophyll, water, dry matter and leaf area of vegetation, and the moisture of soil; needs no labels</source>
        <translation>Kartiert Chlorophyll, Wasser, Trockenmasse und Blattfläche der Vegetation sowie Bodenfeuchte; braucht keine Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps what is unlike its surroundings; needs no labels</source>
        <translation>Kartiert, was seiner Umgebung nicht gleicht; braucht keine Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Looks for a material: of clicked pixels, polygons or a spectral library</source>
        <translation>Sucht ein Material: von geklickten Pixeln, Polygonen oder aus einer Spektralbibliothek</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Click a pixel on the map and see at once what is like it</source>
        <translation>Klicken Sie auf einen Pixel der Karte und sehen Sie sofort, was ihm gleicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps the clouds of a radiance product; needs no labels</source>
        <translation>Kartiert die Wolken eines Strahldichteprodukts; braucht keine Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Cover</source>
        <translation>Bedeckung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>From a model that was trained on simulated spectra; check before use.</source>
        <translation>Aus einem Modell, das mit simulierten Spektren trainiert wurde; vor Gebrauch prüfen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>{}
Share of the area, parts of pixels counted: {} ± {} %</source>
        <translation>{}
Anteil an der Fläche, Teile von Pixeln mitgezählt: {} ± {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Trait</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Click a trait to see it on the map. From a model that was trained on simulated spectra: pixels outside the simulated range have no value. Check before use.</source>
        <translation>Klicken Sie auf ein Merkmal, um es auf der Karte zu sehen. Aus einem Modell, das mit simulierten Spektren trainiert wurde: Pixel außerhalb des simulierten Bereichs haben keinen Wert. Vor Gebrauch prüfen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>No pixel of the area has it.</source>
        <translation>Kein Pixel des Gebiets hat es.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>{} ({})
In {} pixels; simulated from {} to {}</source>
        <translation>{} ({})
In {} Pixeln; simuliert von {} bis {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Remove Files of HSFM</source>
        <translation>Dateien von HSFM entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>HSFM keeps these files outside QGIS. What is ticked will be removed.</source>
        <translation>Diese Dateien bewahrt HSFM außerhalb von QGIS auf. Was angekreuzt ist, wird entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>These stay: the plugin itself, your scenes, labels, results and saved heads, and the settings. The engine is stopped first.</source>
        <translation>Diese bleiben: das Plugin selbst, Ihre Szenen, Labels, Ergebnisse und gespeicherten Klassifikatoren sowie die Einstellungen. Zuerst wird die Engine beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>There is nothing of HSFM on the disk.</source>
        <translation>Auf dem Datenträger liegt nichts von HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>{} (not made by HSFM, stays)</source>
        <translation>{} (nicht von HSFM erstellt, bleibt)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Cancelled; what was removed until then is gone.</source>
        <translation>Abgebrochen; was bis dahin entfernt wurde, ist weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Removed; {} are free again.</source>
        <translation>Entfernt; {} sind wieder frei.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Engine runtime, with its logs</source>
        <translation>Laufzeitumgebung der Engine mit ihren Protokollen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Downloaded packages, kept for repairs</source>
        <translation>Heruntergeladene Pakete, für Reparaturen aufbewahrt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Models that were fetched or imported</source>
        <translation>Geholte oder importierte Modelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Caches, which are made again when needed</source>
        <translation>Zwischenspeicher, die bei Bedarf neu entstehen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/report_run.py"/>
        <source>HSFM: report</source>
        <translation>HSFM: Bericht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>trained {}</source>
        <translation>trainiert {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>Target: {}</source>
        <translation>Ziel: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>Similar</source>
        <translation>Ähnliches</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>Accuracy and areas appear here.</source>
        <translation>Genauigkeit und Flächen erscheinen hier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>The report is saved in {}</source>
        <translation>Der Bericht ist in {} gespeichert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>traits</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>similarity map</source>
        <translation>Ähnlichkeitskarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>balanced accuracy {}</source>
        <translation>balancierte Genauigkeit {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>accuracy {}</source>
        <translation>Gen. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>class map</source>
        <translation>Klassenkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} anomalous pixels</source>
        <translation>{} anomale Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>anomalies · {}</source>
        <translation>Anomalien · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} · {}</source>
        <translation>{} · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>quick map</source>
        <translation>Schnellkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} % {}</source>
        <translation>{} % {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>quick map · {}</source>
        <translation>Schnellkarte · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Smaller tiles: {} {} for windows instead of {}, this time only.</source>
        <translation>Kleinere Kacheln: {} {} für Fenster statt {}, nur dieses Mal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Retry with Smaller Tiles</source>
        <translation>Mit kleineren Kacheln wiederholen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>On the CPU it is slower, but needs no graphics card; this time only.</source>
        <translation>Auf der CPU ist es langsamer, braucht aber keine Grafikkarte; nur dieses Mal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Retry on the CPU</source>
        <translation>Auf der CPU wiederholen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>{} {} for windows</source>
        <translation>{} {} für Fenster</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>the CPU</source>
        <translation>der CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/run_starter.py"/>
        <source>{}, this once with {}</source>
        <translation>{}, dieses eine Mal mit {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Trained in {}.</source>
        <translation>In {} trainiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: train</source>
        <translation>HSFM: trainieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: classify</source>
        <translation>HSFM: klassifizieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Class map made in {}.</source>
        <translation>Klassenkarte in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: quick map</source>
        <translation>HSFM: Schnellkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Quick map made in {}.</source>
        <translation>Schnellkarte in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map traits</source>
        <translation>HSFM: Merkmale kartieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Trait map made in {}.</source>
        <translation>Merkmalskarte in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map anomalies</source>
        <translation>HSFM: Anomalien kartieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Anomaly map made in {}.</source>
        <translation>Anomaliekarte in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map clouds</source>
        <translation>HSFM: Wolken kartieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Cloud mask made in {}.</source>
        <translation>Wolkenmaske in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_opening.py"/>
        <source>Open {}</source>
        <translation>{} öffnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_opening.py"/>
        <source>Read the display range</source>
        <translation>Anzeigebereich lesen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>A hyperspectral raster layer of this project</source>
        <translation>Ein hyperspektraler Rasterlayer dieses Projekts</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Open a product, or drop one here.</source>
        <translation>Produkt öffnen oder hier ablegen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Shows everything that is known of the scene</source>
        <translation>Zeigt alles, was über die Szene bekannt ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>True colour: red, green, blue</source>
        <translation>Echtfarben: Rot, Grün, Blau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>CIR</source>
        <translation>CIR</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Colour infrared: vegetation is red</source>
        <translation>Farbinfrarot: Vegetation ist rot</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>SWIR</source>
        <translation>SWIR</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Short-wave infrared: moisture, burns, minerals</source>
        <translation>Kurzwelliges Infrarot: Feuchte, Brände, Minerale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Geology</source>
        <translation>Geologie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Bands that tell rocks and soils apart</source>
        <translation>Bänder, die Gesteine und Böden unterscheiden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Plots the spectra of the pixels that you click</source>
        <translation>Zeichnet die Spektren der Pixel, auf die Sie klicken</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Reading the scene…</source>
        <translation>Liest die Szene…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>cannot be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>The scene has no bands at these wavelengths.</source>
        <translation>Die Szene hat keine Bänder bei diesen Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Scene details</source>
        <translation>Details der Szene</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Why the scene cannot be used</source>
        <translation>Warum die Szene nicht verwendet werden kann</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} bands</source>
        <translation>{} Bänder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} usable</source>
        <translation>{} nutzbar</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{}–{} nm</source>
        <translation>{}–{} nm</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no wavelengths</source>
        <translation>keine Wellenlängen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no coordinate system</source>
        <translation>kein Koordinatensystem</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} % masked</source>
        <translation>{} % maskiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>outside the image</source>
        <translation>außerhalb des Bildes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cloud</source>
        <translation>Wolke</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cloud shadow</source>
        <translation>Wolkenschatten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cirrus</source>
        <translation>Zirren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>bad quality</source>
        <translation>schlechte Qualität</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} of {} pixels are valid</source>
        <translation>{} von {} Pixeln sind gültig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_reopening.py"/>
        <source>Read a score map</source>
        <translation>Wertekarte lesen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>1 object</source>
        <translation>1 Objekt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>{} objects</source>
        <translation>{} Objekte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Work Through the List</source>
        <translation>Liste durcharbeiten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Shows what lies above the threshold as a list: each row with its place on the map and its spectrum</source>
        <translation>Zeigt, was über dem Schwellwert liegt, als Liste: jede Zeile mit ihrem Ort auf der Karte und ihrem Spektrum</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt; of {} pixels above {}</source>
        <translation>&lt;b&gt;{}&lt;/b&gt; von {} Pixeln über {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt;, {} of {} pixels above {}</source>
        <translation>&lt;b&gt;{}&lt;/b&gt;, {} von {} Pixeln über {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt;, {} of {} pixels above {} · {} flagged</source>
        <translation>&lt;b&gt;{}&lt;/b&gt;, {} von {} Pixeln über {} · {} verdächtig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Flagged are finds that look like stripes, bad pixels or edges of the data</source>
        <translation>Verdächtig sind Funde, die wie Streifen, Pixelfehler oder Ränder der Daten aussehen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Count pixels</source>
        <translation>Pixel zählen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Use My Own Python…</source>
        <translation>Eigenes Python verwenden…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Download Instead</source>
        <translation>Stattdessen herunterladen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>A Python that has the engine’s packages already, from conda or an environment of yours. PyTorch {} or newer will do.</source>
        <translation>Ein Python, das die Pakete der Engine schon hat, aus conda oder einer eigenen Umgebung. PyTorch {} oder neuer genügt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>A python program</source>
        <translation>Ein Python-Programm</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Path of the python program</source>
        <translation>Pfad des Python-Programms</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Make Environment from It</source>
        <translation>Umgebung daraus erstellen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>HSFM installs the packages into an environment of its own and leaves yours alone</source>
        <translation>HSFM installiert die Pakete in eine eigene Umgebung und lässt Ihre in Ruhe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Use This Python</source>
        <translation>Dieses Python verwenden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Choose a python program first.</source>
        <translation>Wählen Sie zuerst ein Python-Programm.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>&lt;b&gt;{} cannot be used&lt;/b&gt;: {}.</source>
        <translation>&lt;b&gt;{} kann nicht verwendet werden&lt;/b&gt;: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>The system manages this Python’s packages, so these commands make an environment in your home folder; choose its python then.</source>
        <translation>Das System verwaltet die Pakete dieses Pythons, darum machen diese Befehle eine Umgebung in Ihrem Benutzerordner; wählen Sie dann deren Python.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Run this in a terminal, then choose Check again.</source>
        <translation>Führen Sie das in einem Terminal aus und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Run this in {}, then choose Check again.</source>
        <translation>Führen Sie das in {} aus und prüfen Sie dann noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>&lt;b&gt;{} has everything&lt;/b&gt; and passed the test.</source>
        <translation>&lt;b&gt;{} hat alles&lt;/b&gt; und hat die Prüfung bestanden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>What was removed until then is gone</source>
        <translation>Was bis dahin entfernt wurde, ist weg</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>What was downloaded is kept for the next time</source>
        <translation>Was heruntergeladen wurde, bleibt für das nächste Mal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>Folder of the engine's packages</source>
        <translation>Ordner mit den Paketen der Engine</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine needs an update</source>
        <translation>Die Engine braucht ein Update</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>This version of HSFM needs other packages than the ones that are installed. Update makes them ready beside these, which go on working until then.</source>
        <translation>Diese Version von HSFM braucht andere Pakete als die installierten. „Aktualisieren“ stellt sie daneben bereit; die alten arbeiten bis dahin weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine needs a repair</source>
        <translation>Die Engine braucht eine Reparatur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Its environment is incomplete or does not start. Repair tests every part, and installs again what fails.</source>
        <translation>Ihre Umgebung ist unvollständig oder startet nicht. „Reparieren“ prüft alle Teile und installiert neu, was versagt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine computes on the CPU</source>
        <translation>Die Engine rechnet auf der CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Install the engine</source>
        <translation>Engine installieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Looking for Python and the graphics card…</source>
        <translation>Sucht Python und die Grafikkarte…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>What was removed until then is gone; the rest is still there.</source>
        <translation>Was bis dahin entfernt wurde, ist weg; der Rest ist noch da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>What was downloaded is kept: {} goes on where it stopped.</source>
        <translation>Was heruntergeladen wurde, bleibt: {} macht dort weiter, wo es stehen blieb.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine runs in a Python of its own, outside QGIS. This will be installed:</source>
        <translation>Die Engine läuft in einem eigenen Python, außerhalb von QGIS. Das wird installiert:</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for NVIDIA GPUs (CUDA {})</source>
        <translation>für NVIDIA-GPUs (CUDA {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for the GPU of Apple processors</source>
        <translation>für die GPU von Apple-Prozessoren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for the CPU</source>
        <translation>für die CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Python {}, which uv downloads</source>
        <translation>Python {}, das uv herunterlädt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>an environment of Python {}, found at {}</source>
        <translation>eine Umgebung mit Python {}, gefunden in {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>1 more package</source>
        <translation>1 weiteres Paket</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>{} more packages</source>
        <translation>{} weitere Pakete</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Nothing is downloaded: the packages come from {}.</source>
        <translation>Nichts wird heruntergeladen: Die Pakete kommen aus {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>About {} on the disk</source>
        <translation>Etwa {} auf dem Datenträger</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>About {} to download, {} on the disk</source>
        <translation>Etwa {} Download, {} auf dem Datenträger</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>; {} are free.</source>
        <translation>; {} sind frei.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Installing…</source>
        <translation>Wird installiert…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Updating…</source>
        <translation>Wird aktualisiert…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Repairing…</source>
        <translation>Wird repariert…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Working…</source>
        <translation>Arbeitet…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not installed</source>
        <translation>Die Engine wurde nicht installiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not updated</source>
        <translation>Die Engine wurde nicht aktualisiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not repaired</source>
        <translation>Die Engine wurde nicht repariert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Not everything was removed</source>
        <translation>Nicht alles wurde entfernt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine cannot be installed yet</source>
        <translation>Die Engine kann noch nicht installiert werden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>This is not a folder of the engine's packages: it has no {}. Choose the folder that “runtime_setup bundle” has made.</source>
        <translation>Das ist kein Ordner mit den Paketen der Engine: {} fehlt. Wählen Sie den Ordner, den „runtime_setup bundle“ gemacht hat.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The packages in this folder are for {}, and this computer is {}.</source>
        <translation>Die Pakete in diesem Ordner sind für {}, und dieser Rechner ist {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The packages in this folder are for another version of HSFM. Make the folder again with the version that is installed here.</source>
        <translation>Die Pakete in diesem Ordner sind für eine andere Version von HSFM. Machen Sie den Ordner neu mit der Version, die hier installiert ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>1 package is missing or too old: {}.</source>
        <translation>1 Paket fehlt oder ist zu alt: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>{} packages are missing or too old: {}.</source>
        <translation>{} Pakete fehlen oder sind zu alt: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>The scene has no pixel there. Click inside the scene.</source>
        <translation>Dort hat die Szene keinen Pixel. Klicken Sie in die Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Similarity map saved.</source>
        <translation>Ähnlichkeitskarte gespeichert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>HSFM: find similar</source>
        <translation>HSFM: Ähnliches finden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Now click a pixel of what you look for.</source>
        <translation>Klicken Sie jetzt auf einen Pixel dessen, was Sie suchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Stops; the map that is shown stays</source>
        <translation>Hält an; die gezeigte Karte bleibt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Cancelled. Click a pixel again.</source>
        <translation>Abgebrochen. Klicken Sie noch einmal auf einen Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Saves the map in the results folder</source>
        <translation>Speichert die Karte im Ergebnisordner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>The map comes when the running task is done.</source>
        <translation>Die Karte kommt, wenn der laufende Vorgang fertig ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Looking at the whole scene once; after that, clicks are quick.</source>
        <translation>Sieht sich einmal die ganze Szene an; danach gehen Klicks schnell.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Looking…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Click a pixel of what you look for on the map.</source>
        <translation>Klicken Sie auf der Karte auf einen Pixel dessen, was Sie suchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Like {} pixels</source>
        <translation>Wie {} Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Like 1 pixel</source>
        <translation>Wie 1 Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}, unlike {}</source>
        <translation>{}, nicht wie {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. Choose Find Similar to go on.</source>
        <translation>{}. „Ähnliches finden“ macht weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. Shift+click adds, Alt+click excludes, Esc ends.</source>
        <translation>{}. Umschalt+Klick nimmt hinzu, Alt+Klick schließt aus, Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. A click adds a pixel, or takes it out again. Esc ends.</source>
        <translation>{}. Ein Klick nimmt einen Pixel hinzu oder wieder heraus. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. A click excludes what is like a pixel. Esc ends.</source>
        <translation>{}. Ein Klick schließt aus, was einem Pixel gleicht. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Removes the chosen pixels and the temporary map</source>
        <translation>Entfernt die gewählten Pixel und die temporäre Karte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click looks for this pixel and forgets the others</source>
        <translation>Ein Klick sucht diesen Pixel und vergisst die anderen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Add</source>
        <translation>Hinzunehmen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click looks for this pixel as well (Shift+click)</source>
        <translation>Ein Klick sucht auch diesen Pixel (Umschalt+Klick)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click takes out what is like this pixel (Alt+click)</source>
        <translation>Ein Klick nimmt heraus, was diesem Pixel gleicht (Alt+Klick)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_run.py"/>
        <source>Similar (temporary)</source>
        <translation>Ähnliches (temporär)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectra_work.py"/>
        <source>HSFM: class spectra</source>
        <translation>HSFM: Klassenspektren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>HSFM Spectra</source>
        <translation>HSFM-Spektren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Radiance</source>
        <translation>Strahldichte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Reflectance</source>
        <translation>Reflektanz</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Choose “Pick Pixels” and click the scene on the map.</source>
        <translation>Wählen Sie „Pixel wählen“ und klicken Sie auf der Karte in die Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Choose a scene in the HSFM panel first.</source>
        <translation>Wählen Sie zuerst im HSFM-Panel eine Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Pixel {}</source>
        <translation>Pixel {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Export Spectra</source>
        <translation>Spektren exportieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Save Plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_paint.py"/>
        <source>Wavelength (nm)</source>
        <translation>Wellenlänge (nm)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_paint.py"/>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_picks.py"/>
        <source>Read a spectrum</source>
        <translation>Spektrum lesen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>A click shows the pixel on the map.</source>
        <translation>Ein Klick zeigt den Pixel auf der Karte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Classes: mean and 10–90 %</source>
        <translation>Klassen: Mittel und 10–90 %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Pick Pixels</source>
        <translation>Pixel wählen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Click pixels of the scene on the map; drag to move along. Esc ends.</source>
        <translation>Klicken Sie auf der Karte auf Pixel der Szene; Ziehen bewegt mit. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Removes the chosen spectrum (Del)</source>
        <translation>Entfernt das gewählte Spektrum (Entf)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Removes the spectra of all pixels</source>
        <translation>Entfernt die Spektren aller Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Writes what is plotted as a table</source>
        <translation>Schreibt das Gezeichnete als Tabelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Copy Plot</source>
        <translation>Diagramm kopieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Copies the plot as a picture</source>
        <translation>Kopiert das Diagramm als Bild</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>{} · row {}, col {}</source>
        <translation>{} · Zeile {}, Sp. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>What HSFM has run, and runs now</source>
        <translation>Was HSFM ausgeführt hat und gerade ausführt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>HSFM options</source>
        <translation>HSFM-Optionen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine needs an update</source>
        <translation>Engine braucht ein Update</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Update…</source>
        <translation>Aktualisieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Needs an update</source>
        <translation>Update nötig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine needs a repair</source>
        <translation>Engine braucht eine Reparatur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Repair…</source>
        <translation>Reparieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Needs a repair</source>
        <translation>Reparatur nötig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine not installed</source>
        <translation>Engine nicht installiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Install…</source>
        <translation>Installieren…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine starting…</source>
        <translation>Engine startet…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine ready</source>
        <translation>Engine bereit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine asleep; starts when needed</source>
        <translation>Engine ruht; startet bei Bedarf</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine does not start</source>
        <translation>Engine startet nicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine not found</source>
        <translation>Engine nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>{} threads</source>
        <translation>{} Threads</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>{} GB</source>
        <translation>{} GB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Why the engine does not start</source>
        <translation>Warum die Engine nicht startet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Clicked pixels</source>
        <translation>Geklickte Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Polygons or points</source>
        <translation>Polygone oder Punkte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Class of the labels</source>
        <translation>Klasse der Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Spectral library</source>
        <translation>Spektralbibliothek</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>ACE · parts of pixels (best)</source>
        <translation>ACE · Teile von Pixeln (am besten)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Adaptive cosine estimator: finds the material also where it fills only a part of a pixel, in sun and shade. Start with this one.</source>
        <translation>Adaptive Cosine Estimator: findet das Material auch, wo es nur einen Teil des Pixels füllt, in Sonne und Schatten. Beginnen Sie damit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Matched filter · parts of pixels</source>
        <translation>Matched Filter · Teile von Pixeln</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Its score is about the share of the pixel that the material fills. Bright pixels of something else may score high.</source>
        <translation>Sein Wert ist etwa der Anteil des Pixels, den das Material füllt. Helle Pixel von etwas anderem können hohe Werte haben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>CEM · parts of pixels</source>
        <translation>CEM · Teile von Pixeln</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Constrained energy minimisation: like the matched filter, but relative to zero, not to the mean of the scene.</source>
        <translation>Constrained Energy Minimisation: wie der Matched Filter, aber gegenüber null statt gegenüber dem Mittel der Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Spectral angle · whole pixels</source>
        <translation>Spektralwinkel · ganze Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Compares the shape of the spectra and nothing else; brightness does not count. For materials that fill their pixels.</source>
        <translation>Vergleicht die Form der Spektren und sonst nichts; Helligkeit zählt nicht. Für Materialien, die ihre Pixel füllen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Similarity · whole pixels</source>
        <translation>Ähnlichkeit · ganze Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Compares in the features of the chosen backbone. For what looks alike as a whole.</source>
        <translation>Vergleicht in den Merkmalen des gewählten Backbones. Für das, was im Ganzen gleich aussieht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Search Target</source>
        <translation>Ziel suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Maps how much of the target each pixel holds</source>
        <translation>Kartiert, wie viel vom Ziel jeder Pixel enthält</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>No file chosen</source>
        <translation>Keine Datei gewählt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG</source>
        <translation>ENVI-Bibliothek (.sli), CSV, Text von USGS oder ECOSTRESS, JSON oder GPKG der EnMAP-Box</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Filter by name</source>
        <translation>Nach Name filtern</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Ctrl+click chooses several; a pixel may be like any of them</source>
        <translation>Strg+Klick wählt mehrere; ein Pixel darf jedem davon gleichen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Choose the file of a spectral library.</source>
        <translation>Wählen Sie die Datei einer Spektralbibliothek.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>The library is being read.</source>
        <translation>Die Bibliothek wird gelesen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>A name has a semicolon. Choose that spectrum alone, or all of them.</source>
        <translation>Ein Name hat ein Semikolon. Wählen Sie nur dieses Spektrum oder alle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Choose one or several spectra of the library.</source>
        <translation>Wählen Sie ein oder mehrere Spektren der Bibliothek.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>{} spectra of {}</source>
        <translation>{} von {} Spektren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Spectral libraries</source>
        <translation>Spektralbibliotheken</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Spectral Library</source>
        <translation>Spektralbibliothek</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>HSFM: read a spectral library</source>
        <translation>HSFM: Spektralbibliothek lesen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Reading the library…</source>
        <translation>Liest die Bibliothek…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>{}
{:.0f}–{:.0f} nm, {} bands</source>
        <translation>{}
{:.0f}–{:.0f} nm, {} Bänder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Does not cover the bands of the scene</source>
        <translation>Deckt die Bänder der Szene nicht ab</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Click pixels of the target on the map; a second click takes one out. Esc ends.</source>
        <translation>Klicken Sie auf der Karte auf Pixel des Ziels; ein zweiter Klick nimmt einen heraus. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>From Spectra</source>
        <translation>Aus Spektren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Adds the pixels that the window HSFM Spectra shows</source>
        <translation>Nimmt die Pixel hinzu, die das Fenster HSFM-Spektren zeigt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Forgets the pixels</source>
        <translation>Vergisst die Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Choose Pick Pixels, then click the target on the map.</source>
        <translation>Wählen Sie „Pixel wählen“ und klicken Sie auf der Karte auf das Ziel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel.</source>
        <translation>1 Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels; their mean counts.</source>
        <translation>{} Pixel; ihr Mittel zählt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Click pixels of the target on the map.</source>
        <translation>Klicken Sie auf der Karte auf Pixel des Ziels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel. Click more, or Esc to end.</source>
        <translation>1 Pixel. Klicken Sie auf weitere, oder Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels; their mean counts. Click more, or Esc to end.</source>
        <translation>{} Pixel; ihr Mittel zählt. Klicken Sie auf weitere, oder Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Pick at least one pixel of the target.</source>
        <translation>Wählen Sie mindestens einen Pixel des Ziels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel</source>
        <translation>1 Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels</source>
        <translation>{} Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Label the target as a class in step 2 first.</source>
        <translation>Labeln Sie das Ziel zuerst in Schritt 2 als Klasse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>The layer has no features yet. Draw polygons or points of the target in it.</source>
        <translation>Der Layer hat noch keine Objekte. Zeichnen Sie darin Polygone oder Punkte des Ziels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>{} selected features</source>
        <translation>{} gewählte Objekte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>All features; select some on the map to use only those.</source>
        <translation>Alle Objekte; wählen Sie auf der Karte einige aus, um nur diese zu verwenden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>1 feature</source>
        <translation>1 Objekt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>{} selected of {} features</source>
        <translation>{} von {} Objekten gewählt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>All {} features; select some on the map to use only those.</source>
        <translation>Alle {} Objekte; wählen Sie auf der Karte einige aus, um nur diese zu verwenden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>Add a layer with polygons or points of the target to the project.</source>
        <translation>Fügen Sie dem Projekt einen Layer mit Polygonen oder Punkten des Ziels hinzu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>Choose a layer with polygons or points of the target.</source>
        <translation>Wählen Sie einen Layer mit Polygonen oder Punkten des Ziels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_search.py"/>
        <source>HSFM: detect targets</source>
        <translation>HSFM: Ziele suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_search.py"/>
        <source>Target map made in {}.</source>
        <translation>Zielkarte in {} erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Width of the brush in pixels of the scene. Shift and the wheel change it.</source>
        <translation>Breite des Pinsels in Pixeln der Szene. Umschalt und Mausrad ändern sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>How different from the clicked pixel a spectrum may be, as the angle between the two. Brightness does not count. Shift and the wheel change it.</source>
        <translation>Wie verschieden vom geklickten Pixel ein Spektrum sein darf, als Winkel zwischen beiden. Helligkeit zählt nicht. Umschalt und Mausrad ändern ihn.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Makes a polygon of the region</source>
        <translation>Macht aus der Region ein Polygon</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Click a pixel on the map first.</source>
        <translation>Klicken Sie zuerst auf der Karte auf einen Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Forgets the region</source>
        <translation>Vergisst die Region</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Labels the pixels that you click</source>
        <translation>Labelt die Pixel, auf die Sie klicken</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Draws polygons of the selected class on the map</source>
        <translation>Zeichnet Polygone der gewählten Klasse auf die Karte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Paints pixels: press, drag, release</source>
        <translation>Malt Pixel: drücken, ziehen, loslassen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Spectral wand: click a pixel, and the region of similar pixels around it is found</source>
        <translation>Spektraler Zauberstab: Klicken Sie auf einen Pixel, und die Region ähnlicher Pixel um ihn wird gefunden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Adds a class</source>
        <translation>Fügt eine Klasse hinzu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Drawing {}. Click to stop.</source>
        <translation>Zeichnet {}. Klicken beendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Preview while I draw</source>
        <translation>Vorschau beim Zeichnen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Maps what the canvas shows anew whenever labels change; a temporary layer</source>
        <translation>Kartiert neu, was der Kartenausschnitt zeigt, sobald sich Labels ändern; ein temporärer Layer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Continue from this head</source>
        <translation>Mit diesem Klassifikator fortfahren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Classify</source>
        <translation>Klassifizieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>With labels</source>
        <translation>Mit Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Fits a classifier to the labels</source>
        <translation>Passt einen Klassifikator an die Labels an</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Maps the classes over the area</source>
        <translation>Kartiert die Klassen über das Gebiet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Head: {}</source>
        <translation>Klassifikator: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Only fast training goes on from a head. Choose it as fine-tuning.</source>
        <translation>Nur schnelles Training fährt mit einem Klassifikator fort. Wählen Sie es als Feinabstimmung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>This head uses {}. Choose that backbone to continue from it.</source>
        <translation>Dieser Klassifikator verwendet {}. Wählen Sie dieses Backbone, um mit ihm fortzufahren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>The labels of the head count together with the new ones, which may have new classes. For a head of another scene.</source>
        <translation>Die Labels des Klassifikators zählen zusammen mit den neuen, die neue Klassen haben dürfen. Für den Klassifikator einer anderen Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>{} does not fit this scene. Train uses {}.</source>
        <translation>{} passt nicht zu dieser Szene. Trainiert wird mit {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Epoch {} of at most {}</source>
        <translation>Epoche {} von höchstens {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Loss: {}</source>
        <translation>Verlust: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>The classifier that training started from is the best so far.</source>
        <translation>Der Klassifikator, von dem das Training ausging, ist bisher der beste.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Best accuracy on held-out polygons: {} (epoch {})</source>
        <translation>Beste Genauigkeit auf zurückgehaltenen Polygonen: {} (Epoche {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>epoch {}</source>
        <translation>Epoche {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Accuracy {}</source>
        <translation>Genauigkeit {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Loss {}</source>
        <translation>Verlust {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/jobs.py"/>
        <source>The engine has not answered for {} seconds; it may be busy.</source>
        <translation>Die Engine hat seit {} Sekunden nicht geantwortet; vielleicht ist sie beschäftigt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>That is outside the scene. Click on a pixel of the scene.</source>
        <translation>Das liegt außerhalb der Szene. Klicken Sie auf einen Pixel der Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>Label {}</source>
        <translation>{} labeln</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>The label could not be added. Make a new label layer to draw in.</source>
        <translation>Das Label konnte nicht hinzugefügt werden. Erstellen Sie zum Zeichnen einen neuen Label-Layer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Read spectra around the click</source>
        <translation>Spektren um den Klick lesen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Reading the spectra around the click…</source>
        <translation>Liest die Spektren um den Klick…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>That pixel is too far from the first one. Click it without Shift.</source>
        <translation>Dieser Pixel ist zu weit vom ersten entfernt. Klicken Sie ohne Umschalt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Nothing was measured in that pixel. Click another one.</source>
        <translation>In diesem Pixel wurde nichts gemessen. Klicken Sie auf einen anderen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>{0} pixels, up to the edge of the {1} × {1} that were read. Make the angle smaller, or accept and click beyond the edge.</source>
        <translation>{0} Pixel, bis zum Rand der gelesenen {1} × {1}. Verkleinern Sie den Winkel, oder nehmen Sie an und klicken Sie jenseits des Rands.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>{} pixels.</source>
        <translation>{} Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Enter or a double click accepts, Esc discards, Shift and a click adds.</source>
        <translation>Enter oder Doppelklick nimmt an, Esc verwirft, Umschalt und Klick fügt hinzu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/confidence_mask.py"/>
        <source>Confidence below {} %</source>
        <translation>Konfidenz unter {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>The style of {} is missing: {}</source>
        <translation>Der Stil von {} fehlt: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>The style of {} could not be loaded: {}</source>
        <translation>Der Stil von {} konnte nicht geladen werden: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>Made by HSFM. How it was made stands in the history.</source>
        <translation>Mit HSFM erstellt. Wie, steht in der Historie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>{} bands, {}</source>
        <translation>{} Bänder, {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Scene file</source>
        <translation>Szenendatei</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Sensor and level</source>
        <translation>Sensor und Level</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Acquired</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>as they are</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>resampled to the model's</source>
        <translation>umgerechnet auf die des Modells</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/how_made.py"/>
        <source>How Was This Made?</source>
        <translation>Wie ist das entstanden?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/how_made_dialog.py"/>
        <source>How {} was made</source>
        <translation>Wie {} entstanden ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>Detection</source>
        <translation>Fund</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>Flagged</source>
        <translation>Verdächtig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>&gt; {} (above the threshold)</source>
        <translation>&gt; {} (über dem Schwellwert)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>{} (threshold)</source>
        <translation>{} (Schwellwert)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Uncertainty of traits</source>
        <translation>Unsicherheit der Merkmale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Uncertainty of fractions</source>
        <translation>Unsicherheit der Anteile</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Class sets</source>
        <translation>Klassenmengen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Unlike anything labelled</source>
        <translation>Anders als alles Gelabelte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Quick map</source>
        <translation>Schnellkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Cover fractions</source>
        <translation>Bedeckungsanteile</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Anomaly scores</source>
        <translation>Anomaliewerte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Target scores</source>
        <translation>Zielwerte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Cloud probability</source>
        <translation>Wolkenwahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Learning the scene</source>
        <translation>Lernt die Szene</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Reading labels</source>
        <translation>Liest Labels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Measuring accuracy</source>
        <translation>Misst die Genauigkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Mapping</source>
        <translation>Kartiert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Simulating</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Downloading</source>
        <translation>Lädt herunter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Converting</source>
        <translation>Wandelt um</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Comparing</source>
        <translation>Vergleicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Working</source>
        <translation>Arbeitet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>{} s</source>
        <translation>{} s</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>{} min</source>
        <translation>{} min</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>{} h {} min</source>
        <translation>{} h {} min</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/plugin.py"/>
        <source>HSFM Hyperspectral Mapper</source>
        <translation>HSFM Hyperspectral Mapper</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/plugin.py"/>
        <source>Shows or hides the HSFM panel</source>
        <translation>Zeigt oder verbirgt das HSFM-Panel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>One of: {}.</source>
        <translation>Eines von: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>From {} to {}.</source>
        <translation>Von {} bis {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Default: {}.</source>
        <translation>Voreinstellung: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Optional.</source>
        <translation>Optional.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Overall accuracy</source>
        <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Accuracy and areas as JSON</source>
        <translation>Genauigkeit und Flächen als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>{name}: {area:.1f} ± {interval:.1f} ha (95 % confidence interval)</source>
        <translation>{name}: {area:.1f} ± {interval:.1f} ha (95-%-Konfidenzintervall)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>Classes and areas as JSON</source>
        <translation>Klassen und Flächen als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>{name}: {pixels} pixels, {area:.2f} ha</source>
        <translation>{name}: {pixels} Pixel, {area:.2f} ha</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>{percent:.1f} % of the pixels are unlike everything labelled</source>
        <translation>{percent:.1f} % der Pixel gleichen nichts Gelabeltem</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/clouds.py"/>
        <source>Areas as JSON</source>
        <translation>Flächen als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Number of detections</source>
        <translation>Anzahl der Funde</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Threshold</source>
        <translation>Schwellwert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Statistics as JSON</source>
        <translation>Statistik als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The HSFM engine is not installed. Open the HSFM panel (Raster → HSFM → HSFM Hyperspectral Mapper) and choose Install; without the panel, run python -m hsfm_plugin.runtime_setup install in {}, or name an interpreter in the variable HSFM_ENGINE_PYTHON.</source>
        <translation>Die HSFM-Engine ist nicht installiert. Öffnen Sie das HSFM-Panel (Raster → HSFM → HSFM Hyperspectral Mapper) und wählen Sie „Installieren“; ohne das Panel führen Sie python -m hsfm_plugin.runtime_setup install in {} aus oder nennen einen Interpreter in der Variablen HSFM_ENGINE_PYTHON.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The HSFM engine is being installed, repaired or removed right now. Run this again when that is done.</source>
        <translation>Die HSFM-Engine wird gerade installiert, repariert oder entfernt. Führen Sie dies noch einmal aus, wenn das fertig ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>This run was cancelled in the list of HSFM jobs. Nothing was written.</source>
        <translation>Dieser Lauf wurde in der Liste der HSFM-Aufträge abgebrochen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The engine was stopped during this run. Nothing was written; run it again.</source>
        <translation>Die Engine wurde während dieses Laufs beendet. Nichts wurde geschrieben; führen Sie ihn noch einmal aus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/export.py"/>
        <source>Description as JSON</source>
        <translation>Beschreibung als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it first, before there are labels. The model was trained on simulated and library spectra and never saw your scene: compare the map with the image before you use it. It needs surface reflectance and wavelengths.</source>
        <translation>Für den Anfang, bevor es Labels gibt. Das Modell wurde mit simulierten und Bibliotheksspektren trainiert und hat Ihre Szene nie gesehen: Vergleichen Sie die Karte mit dem Bild, bevor Sie sie verwenden. Braucht Oberflächenreflektanz und Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it for vegetation and bare soil in surface reflectance. Pixels outside the range that was simulated have no value. Check the values against your own measurements where you have any.</source>
        <translation>Für Vegetation und offenen Boden in Oberflächenreflektanz. Pixel außerhalb des simulierten Bereichs haben keinen Wert. Prüfen Sie die Werte an eigenen Messungen, wo Sie welche haben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it with polygons or points of at least two classes; five polygons a class in different places are a start. Whole polygons are held out to measure accuracy, so it holds for places that were not labelled. Classify Scene maps with the head.</source>
        <translation>Mit Polygonen oder Punkten von mindestens zwei Klassen; fünf Polygone je Klasse an verschiedenen Stellen sind ein Anfang. Ganze Polygone werden zurückgehalten, um die Genauigkeit zu messen, so gilt sie für Orte, die nicht gelabelt wurden. „Szene klassifizieren“ kartiert mit dem Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it after Train Classifier, on the same scene or on another one of the same sensor; it warns where a scene is far from what was trained on. The confidence map, the class sets and the map of what is unlike your labels say where to trust it.</source>
        <translation>Nach „Klassifikator trainieren“, auf derselben Szene oder einer anderen desselben Sensors; es warnt, wo eine Szene weit von der des Trainings entfernt ist. Konfidenzkarte, Klassenmengen und die Karte dessen, was Ihren Labels nicht gleicht, sagen, wo man ihr trauen kann.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it for radiance products (L1C); an L2A brings its own cloud mask. It needs the model SpecTf, which the section Models of the panel installs.</source>
        <translation>Für Strahldichteprodukte (L1C); ein L2A bringt seine eigene Wolkenmaske mit. Braucht das Modell SpecTf, das der Abschnitt Modelle des Panels installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to find what is rare without knowing what it is. Keep the automatic detector unless you have a reason; it finds objects of up to about a hundred pixels best. Stripes, bad pixels and edges are flagged in the list of detections.</source>
        <translation>Um Seltenes zu finden, ohne zu wissen, was es ist. Behalten Sie den automatischen Detektor, wenn nichts dagegen spricht; er findet Objekte bis etwa hundert Pixel am besten. Streifen, Pixelfehler und Ränder sind in der Liste der Funde gekennzeichnet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it when you know the material: give pixels, polygons or a spectral library; what you give together counts as one search. Start with ace. A library needs surface reflectance and wavelengths.</source>
        <translation>Wenn Sie das Material kennen: Geben Sie Pixel, Polygone oder eine Spektralbibliothek an; was Sie zusammen angeben, zählt als eine Suche. Beginnen Sie mit ace. Eine Bibliothek braucht Oberflächenreflektanz und Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to see where else there is what a few pixels show. The features are centred on the scene and weighed by their noise, so what all pixels share does not count.</source>
        <translation>Um zu sehen, wo es noch gibt, was einige Pixel zeigen. Die Merkmale werden an der Szene zentriert und nach ihrem Rauschen gewichtet, so zählt nicht, was alle Pixel gemeinsam haben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it on a map that Map Anomalies, Detect Targets or Find Similar made, to list it at another threshold without mapping again.</source>
        <translation>Für eine Karte aus „Anomalien kartieren“, „Ziele suchen“ oder „Ähnliches finden“, um sie mit einem anderen Schwellwert aufzulisten, ohne neu zu kartieren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to check a product before a long run, or in a model to branch on its level or its bands.</source>
        <translation>Um ein Produkt vor einem langen Lauf zu prüfen, oder um in einem Modell nach Level oder Bändern zu verzweigen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it with labels that the classifier never saw. Areas with confidence intervals come only from a random sample; with other labels they would look surer than they are, so they are refused.</source>
        <translation>Mit Labels, die der Klassifikator nie gesehen hat. Flächen mit Konfidenzintervallen kommen nur aus einer Zufallsstichprobe; mit anderen Labels sähen sie sicherer aus, als sie sind, darum werden sie verweigert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to hand on a result: accuracy, map, spectra of the classes and how all was made, in one file that opens in any browser.</source>
        <translation>Um ein Ergebnis weiterzugeben: Genauigkeit, Karte, Spektren der Klassen und die Entstehung von allem, in einer Datei, die jeder Browser öffnet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to run a classifier in other programs. The model takes reflectance on the bands that its description names, and gives class probabilities.</source>
        <translation>Um einen Klassifikator in anderen Programmen auszuführen. Das Modell nimmt Reflektanz auf den Bändern, die seine Beschreibung nennt, und gibt Klassenwahrscheinlichkeiten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Processing level</source>
        <translation>Prozessierungslevel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Acquisition time (UTC)</source>
        <translation>Aufnahmezeit (UTC)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Usable bands</source>
        <translation>Nutzbare Bänder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Valid pixels</source>
        <translation>Gültige Pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>Number of covers found</source>
        <translation>Anzahl gefundener Bedeckungen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>Covers and areas as JSON</source>
        <translation>Bedeckungen und Flächen als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>The model was trained on simulated spectra; check the map before use.</source>
        <translation>Das Modell wurde mit simulierten Spektren trainiert; prüfen Sie die Karte vor Gebrauch.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/report.py"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/report.py"/>
        <source>This head is of an older HSFM, so some figures are missing. Train it again.</source>
        <translation>Dieser Klassifikator stammt von einem älteren HSFM, daher fehlen einige Zahlen. Trainieren Sie ihn neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>Pixels above the threshold</source>
        <translation>Pixel über dem Schwellwert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>{above} of {pixels} pixels lie above the threshold of {threshold:.4g}</source>
        <translation>{above} von {pixels} Pixeln liegen über dem Schwellwert {threshold:.4g}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>{count} detections, {listed} of them in the list, {flagged} flagged as artefacts</source>
        <translation>{count} Funde, {listed} davon in der Liste, {flagged} als Artefakte verdächtig</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/sources.py"/>
        <source>The layer {} is not a file. Save it as a GeoTIFF and choose that.</source>
        <translation>Der Layer {} ist keine Datei. Speichern Sie ihn als GeoTIFF und wählen Sie dieses.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/sources.py"/>
        <source>{} could not be written for the engine: {}</source>
        <translation>{} konnte nicht für die Engine geschrieben werden: {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/targetdetection.py"/>
        <source>Target: {name}</source>
        <translation>Ziel: {name}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Most accurate classifier</source>
        <translation>Genauester Klassifikator</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Expected calibration error</source>
        <translation>Erwarteter Kalibrierungsfehler</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Accuracy report as JSON</source>
        <translation>Genauigkeitsbericht als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>For comparison, {name}: balanced accuracy {accuracy:.3f}</source>
        <translation>Zum Vergleich, {name}: balancierte Genauigkeit {accuracy:.3f}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>Number of traits found</source>
        <translation>Anzahl gefundener Merkmale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>Traits as JSON</source>
        <translation>Merkmale als JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>{title}: {mean:.4g} {unit} ({minimum:.4g} to {maximum:.4g})</source>
        <translation>{title}: {mean:.4g} {unit} ({minimum:.4g} bis {maximum:.4g})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>water</source>
        <translation>Wasser</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>snow and ice</source>
        <translation>Schnee und Eis</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>trees</source>
        <translation>Bäume</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>low vegetation</source>
        <translation>niedrige Vegetation</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>dry vegetation</source>
        <translation>trockene Vegetation</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>bare soil</source>
        <translation>offener Boden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>built-up</source>
        <translation>Bebauung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>burned</source>
        <translation>verbrannt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>rock</source>
        <translation>Fels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>don't know</source>
        <translation>weiß nicht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>clear</source>
        <translation>klar</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf chlorophyll</source>
        <translation>Blattchlorophyll</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf water</source>
        <translation>Blattwasser</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf dry matter</source>
        <translation>Blatttrockenmasse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf area index</source>
        <translation>Blattflächenindex</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Soil moisture</source>
        <translation>Bodenfeuchte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>random forest</source>
        <translation>Random Forest</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>support vector machine</source>
        <translation>Support Vector Machine</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Looking for Python and the graphics card</source>
        <translation>Sucht Python und die Grafikkarte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Checking the folder of wheels</source>
        <translation>Prüft den Ordner mit den Paketen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Making the environment</source>
        <translation>Erstellt die Umgebung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Looking for packages</source>
        <translation>Sucht Pakete</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Downloading {} ({})</source>
        <translation>Lädt {} herunter ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Unpacking packages</source>
        <translation>Entpackt Pakete</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Testing the environment</source>
        <translation>Prüft die Umgebung</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Waiting until the engine's run is done</source>
        <translation>Wartet, bis der Lauf der Engine fertig ist</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Putting the environment in its place</source>
        <translation>Setzt die Umgebung an ihren Platz</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The environment works</source>
        <translation>Die Umgebung funktioniert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The CPU was asked for.</source>
        <translation>Die CPU wurde gewünscht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>PyPI and its mirrors have PyTorch for the CPU only on Windows.</source>
        <translation>PyPI und seine Spiegel haben PyTorch für Windows nur für die CPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>There is no NVIDIA driver (no nvidia-smi).</source>
        <translation>Es gibt keinen NVIDIA-Treiber (kein nvidia-smi).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>No NVIDIA GPU can be used; nvidia-smi said: {}.</source>
        <translation>Keine NVIDIA-GPU ist verwendbar; nvidia-smi sagte: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>No NVIDIA GPU here can be used. {}.</source>
        <translation>Keine NVIDIA-GPU hier ist verwendbar. {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} (capability {}, driver {}) computes with CUDA {}. This build cannot use {}.</source>
        <translation>{} (Capability {}, Treiber {}) rechnet mit CUDA {}. Dieser Build kann {} nicht verwenden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} (capability {}, driver {}) computes with CUDA {}.</source>
        <translation>{} (Capability {}, Treiber {}) rechnet mit CUDA {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Macs with an Apple processor compute on its GPU (MPS).</source>
        <translation>Macs mit Apple-Prozessor rechnen auf dessen GPU (MPS).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>It is the one that is installed.</source>
        <translation>Es ist der installierte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} holds this build</source>
        <translation>{} enthält diesen Build</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU, for the GPU failed its test: {}. Update the NVIDIA driver and choose Repair to try the GPU again.</source>
        <translation>HSFM wird auf der CPU rechnen, denn die GPU hat ihre Prüfung nicht bestanden: {}. Aktualisieren Sie den NVIDIA-Treiber und wählen Sie Reparieren, um die GPU noch einmal zu versuchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU, for the GPU failed its test: {}. Update macOS and choose Repair to try the GPU again.</source>
        <translation>HSFM wird auf der CPU rechnen, denn die GPU hat ihre Prüfung nicht bestanden: {}. Aktualisieren Sie macOS und wählen Sie Reparieren, um die GPU noch einmal zu versuchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU: {}. For the GPU, choose an index that has PyTorch with CUDA, or none, then install again.</source>
        <translation>HSFM wird auf der CPU rechnen: {}. Wählen Sie für die GPU einen Index, der PyTorch mit CUDA hat, oder keinen, und installieren Sie neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not exist</source>
        <translation>es ist nicht vorhanden</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it cannot be started ({})</source>
        <translation>es kann nicht gestartet werden ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it gave no answer within {} s</source>
        <translation>es hat innerhalb von {} s nicht geantwortet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not answer as a Python 3 does ({})</source>
        <translation>es antwortet nicht wie ein Python 3 ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not tell which packages it has</source>
        <translation>es sagt nicht, welche Pakete es hat</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is no program that you may run</source>
        <translation>es ist kein Programm, das Sie ausführen dürfen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is QGIS and not a Python</source>
        <translation>es ist QGIS und kein Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it belongs to the environment that is made here and replaced by the next one</source>
        <translation>es gehört zur Umgebung, die hier gemacht und von der nächsten ersetzt wird</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is QGIS's own, of {}, and changes with every update of QGIS</source>
        <translation>es gehört zu QGIS in {} und ändert sich mit jedem Update von QGIS</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Python {} is too old, the engine needs {} to {}</source>
        <translation>Python {} ist zu alt, die Engine braucht {} bis {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Python {} is too new, the engine's packages are made for up to {}</source>
        <translation>Python {} ist zu neu, die Pakete der Engine sind bis {} gemacht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is {}, and PyTorch is made for CPython</source>
        <translation>es ist {}, und PyTorch ist für CPython gemacht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is a {}-bit Python, and PyTorch needs 64 bits</source>
        <translation>es ist ein {}-Bit-Python, und PyTorch braucht 64 Bit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is the free-threaded kind, for which some packages are not made</source>
        <translation>es ist die Art ohne GIL (free-threaded), für die manche Pakete nicht gemacht sind</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is made for musl, and PyTorch for glibc only</source>
        <translation>es ist für musl gemacht, und PyTorch nur für glibc</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>pyogrio has no wheels for Windows on ARM; the 64-bit x86 (AMD64) Python runs there</source>
        <translation>pyogrio hat keine Pakete für Windows auf ARM; dort läuft das 64-Bit-Python für x86 (AMD64)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is an Intel program, and PyTorch for the Mac is for Apple processors (arm64)</source>
        <translation>es ist ein Intel-Programm, und PyTorch für den Mac ist für Apple-Prozessoren (arm64)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>this is macOS {}, and PyTorch needs macOS {} or newer</source>
        <translation>dies ist macOS {}, und PyTorch braucht macOS {} oder neuer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is from the Microsoft Store: Windows gives it a private copy of the folder in which the environment is made</source>
        <translation>es ist aus dem Microsoft Store: Windows gibt ihm eine private Kopie des Ordners, in dem die Umgebung entsteht</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it lacks {} (on Debian and Ubuntu: {})</source>
        <translation>ihm fehlt {} (unter Debian und Ubuntu: {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it lacks {}</source>
        <translation>ihm fehlt {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The environment does not work: {} failed: {}.</source>
        <translation>Die Umgebung funktioniert nicht: {} versagt: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The Python that was chosen is gone: {}.</source>
        <translation>Das gewählte Python ist nicht mehr da: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The Python that was chosen cannot be used: {}.</source>
        <translation>Das gewählte Python ist nicht verwendbar: {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} holds the build {} of PyTorch, and {} was chosen.</source>
        <translation>{} enthält den Build {} von PyTorch, gewählt wurde {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>There are no wheels of the engine's packages for {} on {}.</source>
        <translation>Für {} auf {} gibt es keine Wheels der Pakete der Engine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file or folder is not there any more.</source>
        <translation>Die Datei oder der Ordner ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check that its drive is connected, or open it from where it is now.</source>
        <translation>Prüfen Sie, ob das Laufwerk verbunden ist, oder öffnen Sie sie dort, wo sie jetzt liegt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This file cannot be read as a scene.</source>
        <translation>Diese Datei kann nicht als Szene gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Open an EnMAP product by its folder, METADATA.XML or ZIP, or another raster.</source>
        <translation>Öffnen Sie ein EnMAP-Produkt über seinen Ordner, METADATA.XML oder ZIP, oder ein anderes Raster.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This raster ends too early: the download or copy is incomplete.</source>
        <translation>Dieses Raster endet zu früh: Download oder Kopie ist unvollständig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Download or copy it again.</source>
        <translation>Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The metadata describe another number of bands than the image has.</source>
        <translation>Die Metadaten beschreiben eine andere Anzahl Bänder, als das Bild hat.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Use the METADATA.XML and the image of the same, unchanged product.</source>
        <translation>Verwenden Sie METADATA.XML und Bild desselben, unveränderten Produkts.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This raster has too few bands for hyperspectral mapping.</source>
        <translation>Dieses Raster hat zu wenige Bänder für hyperspektrale Kartierung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose the spectral image of the product, not a preview or a photo.</source>
        <translation>Wählen Sie das Spektralbild des Produkts, keine Vorschau und kein Foto.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This is not a reflectance product on a map grid.</source>
        <translation>Dies ist kein Reflektanzprodukt auf einem Kartengitter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Download the L2A of this scene; it holds surface reflectance.</source>
        <translation>Laden Sie das L2A dieser Szene herunter; es enthält die Oberflächenreflektanz.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The bands of this raster have no wavelengths.</source>
        <translation>Die Bänder dieses Rasters haben keine Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Keep its header file beside it, or map anomalies only.</source>
        <translation>Legen Sie seine Header-Datei daneben oder kartieren Sie nur Anomalien.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Nothing can be mapped here: every pixel is masked or empty.</source>
        <translation>Hier kann nichts kartiert werden: Jeder Pixel ist maskiert oder leer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose another part of the scene, or another scene.</source>
        <translation>Wählen Sie einen anderen Teil der Szene oder eine andere Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>There are too few pixels to work with.</source>
        <translation>Es gibt zu wenige Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose a larger area or a larger scene.</source>
        <translation>Wählen Sie ein größeres Gebiet oder eine größere Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The coordinate system is unknown.</source>
        <translation>Das Koordinatensystem ist unbekannt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Set it in the layer's properties, Source tab.</source>
        <translation>Setzen Sie es in den Layereigenschaften, Reiter Quelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>One of the options cannot be used like this.</source>
        <translation>Eine der Optionen kann so nicht verwendet werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Look at the Advanced options; Details says which one.</source>
        <translation>Sehen Sie in die erweiterten Optionen; unter Details steht, welche es ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>There are no labels yet.</source>
        <translation>Es gibt noch keine Labels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The labels or targets do not lie on valid pixels of this scene.</source>
        <translation>Die Labels oder Ziele liegen nicht auf gültigen Pixeln dieser Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check the layer's coordinate system, or draw them on the scene.</source>
        <translation>Prüfen Sie das Koordinatensystem des Layers oder zeichnen Sie sie auf der Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>You have labels for one class.</source>
        <translation>Sie haben Labels für eine Klasse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Draw at least one polygon of another class to train.</source>
        <translation>Zeichnen Sie zum Trainieren mindestens ein Polygon einer anderen Klasse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Train again, or choose another head.</source>
        <translation>Trainieren Sie noch einmal oder wählen Sie einen anderen Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>HSFM does not know this model.</source>
        <translation>HSFM kennt dieses Modell nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose one that the Models section lists as installed.</source>
        <translation>Wählen Sie eines, das im Abschnitt Modelle als installiert steht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Get it, or import its file, in the Models section.</source>
        <translation>Holen oder importieren Sie es im Abschnitt Modelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The head was trained with other weights of its backbone.</source>
        <translation>Der Klassifikator wurde mit anderen Gewichten seines Backbones trainiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file of a head or model is damaged.</source>
        <translation>Die Datei eines Klassifikators oder Modells ist beschädigt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Get, import or train it again.</source>
        <translation>Holen, importieren oder trainieren Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file holds code or data that it must not hold; it was not opened.</source>
        <translation>Die Datei enthält Code oder Daten, die sie nicht enthalten darf; sie wurde nicht geöffnet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Use only files from people you trust.</source>
        <translation>Verwenden Sie nur Dateien von Leuten, denen Sie vertrauen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This is not a head or a model that HSFM can read.</source>
        <translation>Das ist weder ein Klassifikator noch ein Modell, das HSFM lesen kann.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose another one; Details says what is wrong with it.</source>
        <translation>Wählen Sie ein anderes; unter Details steht, was daran falsch ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The licence of this model is unclear.</source>
        <translation>Die Lizenz dieses Modells ist unklar.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Read its terms and tick the box in the Models section, then choose Get.</source>
        <translation>Lesen Sie seine Bedingungen, setzen Sie im Abschnitt Modelle das Häkchen und wählen Sie dann Holen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The download did not come through; what has come is kept.</source>
        <translation>Der Download kam nicht durch; was da ist, bleibt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check the connection, then try again: it goes on where it stopped.</source>
        <translation>Prüfen Sie die Verbindung und versuchen Sie es noch einmal: Es geht dort weiter, wo er stehen blieb.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The scene lacks bands that the model needs.</source>
        <translation>Der Szene fehlen Bänder, die das Modell braucht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Train on this scene with another backbone, or use a scene of the same sensor.</source>
        <translation>Trainieren Sie auf dieser Szene mit einem anderen Backbone oder nehmen Sie eine Szene desselben Sensors.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Lower the memory for windows in the Advanced options, or close other programs.</source>
        <translation>Verringern Sie in den erweiterten Optionen den Speicher für Fenster oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The chosen device is not there.</source>
        <translation>Das gewählte Gerät ist nicht da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Set Device to Automatic in the Advanced options.</source>
        <translation>Stellen Sie „Gerät“ in den erweiterten Optionen auf „Automatisch“.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The device ran out of memory. Your labels are safe.</source>
        <translation>Der Speicher des Geräts ist voll. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The graphics driver does not work with the engine.</source>
        <translation>Der Grafiktreiber arbeitet nicht mit der Engine zusammen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Update the driver, or set Device to CPU in the Advanced options.</source>
        <translation>Aktualisieren Sie den Treiber oder stellen Sie das Gerät in den erweiterten Optionen auf CPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Free some space, or choose another results folder in the HSFM options.</source>
        <translation>Schaffen Sie Platz oder wählen Sie in den HSFM-Optionen einen anderen Ergebnisordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The results folder cannot be written to.</source>
        <translation>In den Ergebnisordner kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose a folder of your own in the HSFM options.</source>
        <translation>Wählen Sie in den HSFM-Optionen einen eigenen Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>A result file is in use by another program.</source>
        <translation>Eine Ergebnisdatei wird von einem anderen Programm verwendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Close that program, then try again.</source>
        <translation>Schließen Sie dieses Programm und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The result could not be written.</source>
        <translation>Das Ergebnis konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check that the results folder exists and its disk is healthy.</source>
        <translation>Prüfen Sie, ob der Ergebnisordner vorhanden und sein Datenträger in Ordnung ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine's Python environment is missing or incomplete.</source>
        <translation>Die Python-Umgebung der Engine fehlt oder ist unvollständig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install or repair it at the top of the panel, or choose another in the HSFM options.</source>
        <translation>Installieren oder reparieren Sie sie oben im Panel, oder wählen Sie in den HSFM-Optionen eine andere.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The system does not let the engine load one of its libraries.</source>
        <translation>Das System lässt die Engine eine ihrer Bibliotheken nicht laden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Ask your administrator to allow the engine's folder.</source>
        <translation>Bitten Sie Ihre Administration, den Ordner der Engine zu erlauben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Retry starts it again. If it keeps stopping, lower the memory for windows.</source>
        <translation>„Wiederholen“ startet sie neu. Endet sie immer wieder, verringern Sie den Speicher für Fenster.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine does not answer. Your labels are safe.</source>
        <translation>Die Engine antwortet nicht. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Wait a moment, then try again.</source>
        <translation>Warten Sie einen Moment und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The panel and the engine did not understand each other.</source>
        <translation>Panel und Engine haben einander nicht verstanden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Try again. If it happens again, restart QGIS.</source>
        <translation>Versuchen Sie es noch einmal. Geschieht es wieder, starten Sie QGIS neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The panel asked the engine for something it does not know.</source>
        <translation>Das Panel hat die Engine nach etwas gefragt, das sie nicht kennt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install the same version of both, then restart QGIS.</source>
        <translation>Installieren Sie beide in derselben Version und starten Sie QGIS neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine and the panel are of different versions.</source>
        <translation>Engine und Panel haben verschiedene Versionen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install the plugin again, restart QGIS, then choose Repair.</source>
        <translation>Installieren Sie das Plugin noch einmal, starten Sie QGIS neu und wählen Sie dann Reparieren.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine is still at work on something else.</source>
        <translation>Die Engine arbeitet noch an etwas anderem.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Something went wrong in the engine. Your labels are safe.</source>
        <translation>In der Engine ist etwas schiefgegangen. Ihre Labels sind sicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Copy the details and report them.</source>
        <translation>Kopieren Sie die Details und melden Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>What has come is kept: Install goes on where it stopped.</source>
        <translation>Was da ist, bleibt: „Installieren“ macht dort weiter, wo es stehen blieb.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A package in the folder is damaged, or is not the one it was.</source>
        <translation>Ein Paket im Ordner ist beschädigt oder nicht mehr das ursprüngliche.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Copy the folder again, all of it, or make it again.</source>
        <translation>Kopieren Sie den ganzen Ordner noch einmal, oder erstellen Sie ihn neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder holds a package that does not belong to it.</source>
        <translation>Der Ordner enthält ein Paket, das nicht dazugehört.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Take it out of the folder, or make the folder again.</source>
        <translation>Nehmen Sie es aus dem Ordner, oder erstellen Sie den Ordner neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file that came is not the one that was promised: its checksum differs.</source>
        <translation>Eine Datei ist nicht die versprochene: Ihre Prüfsumme weicht ab.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>It was not installed. Try again; if it happens again, a proxy or mirror alters downloads: ask whoever runs it, or install from a folder.</source>
        <translation>Sie wurde nicht installiert. Versuchen Sie es noch einmal; geschieht es wieder, verändert ein Proxy oder Spiegel Downloads: Fragen Sie dessen Betreiber, oder installieren Sie aus einem Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>QGIS uses a SOCKS proxy, which the installation cannot use.</source>
        <translation>QGIS verwendet einen SOCKS-Proxy, den die Installation nicht verwenden kann.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Name an HTTP proxy in QGIS's network options, or install from a folder.</source>
        <translation>Nennen Sie in den Netzwerkoptionen von QGIS einen HTTP-Proxy, oder installieren Sie aus einem Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The proxy does not let the installation through.</source>
        <translation>Der Proxy lässt die Installation nicht durch.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the proxy, its user and password in QGIS's network options.</source>
        <translation>Prüfen Sie in den Netzwerkoptionen von QGIS den Proxy, seinen Benutzer und sein Passwort.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The certificate of the package index was not accepted; nothing was taken from it.</source>
        <translation>Das Zertifikat des Paketindex wurde nicht anerkannt; nichts wurde von dort genommen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the computer's clock. If your network inspects connections, ask for its certificate file and name it in the variable PIP_CERT.</source>
        <translation>Prüfen Sie die Uhr des Rechners. Wenn Ihr Netz Verbindungen prüft, erfragen Sie dessen Zertifikatsdatei und nennen Sie sie in der Variablen PIP_CERT.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The package index has an address without https, so nothing is taken from it.</source>
        <translation>Der Paketindex hat eine Adresse ohne https, darum wird nichts von dort genommen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Change its address in the HSFM options to https, or install from a folder.</source>
        <translation>Ändern Sie seine Adresse in den HSFM-Optionen auf https, oder installieren Sie aus einem Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The connection to the package index broke, or was never made.</source>
        <translation>Die Verbindung zum Paketindex brach ab oder kam nie zustande.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the network and QGIS's proxy, then try again.</source>
        <translation>Prüfen Sie das Netz und den Proxy von QGIS und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use another Python, for example from python.org or with uv.</source>
        <translation>Nehmen Sie ein anderes Python, etwa von python.org oder mit uv.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again: downloads are kept. If it stays, copy the details and report them.</source>
        <translation>Versuchen Sie es noch einmal: Downloads bleiben. Bleibt es so, kopieren Sie die Details und melden Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine is open in another program.</source>
        <translation>Die Engine ist in einem anderen Programm geöffnet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Close the other QGIS windows and programs that run it, then try again; an antivirus may hold the files for some minutes.</source>
        <translation>Schließen Sie die anderen QGIS-Fenster und Programme, in denen sie läuft, und versuchen Sie es noch einmal; ein Virenschutz hält die Dateien vielleicht einige Minuten fest.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The Python that was chosen for the engine's environment is gone.</source>
        <translation>Das Python, das für die Umgebung der Engine gewählt wurde, ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again: HSFM then looks for another one on this computer.</source>
        <translation>Versuchen Sie es noch einmal: HSFM sucht dann ein anderes auf diesem Computer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The Python that was chosen for the engine's environment cannot be used.</source>
        <translation>Das Python, das für die Umgebung der Engine gewählt wurde, ist nicht verwendbar.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose another one, or let HSFM look for one on this computer.</source>
        <translation>Wählen Sie ein anderes, oder lassen Sie HSFM auf diesem Computer eines suchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>No Python on this computer can be used for the engine.</source>
        <translation>Kein Python auf diesem Rechner taugt für die Engine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install Python 3.12 (64 bit) from python.org, or uv from docs.astral.sh/uv, then try again. HSFM does not use the Python inside QGIS.</source>
        <translation>Installieren Sie Python 3.12 (64 Bit) von python.org oder uv von docs.astral.sh/uv und versuchen Sie es noch einmal. Das Python in QGIS verwendet HSFM nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A package does not exist for this computer and its Python.</source>
        <translation>Ein Paket gibt es für diesen Rechner und sein Python nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use a 64-bit Python {} to {}, or a folder that was made for this system.</source>
        <translation>Verwenden Sie ein 64-Bit-Python {} bis {} oder einen Ordner, der für dieses System erstellt wurde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another version of Python.</source>
        <translation>Der Ordner wurde für eine andere Python-Version gemacht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use a Python of that version, or make the folder for yours.</source>
        <translation>Nehmen Sie ein Python dieser Version, oder machen Sie den Ordner für Ihres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another kind of computer.</source>
        <translation>Der Ordner wurde für eine andere Art von Computer erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Make a folder for this one.</source>
        <translation>Erstellen Sie einen Ordner für diesen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another version of HSFM.</source>
        <translation>Der Ordner wurde für eine andere Version von HSFM erstellt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Make the folder again with the version that is installed here.</source>
        <translation>Erstellen Sie den Ordner mit der hier installierten Version neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This Python is managed by the system and takes no packages.</source>
        <translation>Dieses Python wird vom System verwaltet und nimmt keine Pakete an.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install the system's venv package (python3-venv).</source>
        <translation>Installieren Sie das venv-Paket des Systems (python3-venv).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This Python cannot make an environment: a part of it is missing.</source>
        <translation>Dieses Python kann keine Umgebung erstellen: Ein Teil davon fehlt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>On Debian and Ubuntu, install python3-venv.</source>
        <translation>Installieren Sie unter Debian und Ubuntu python3-venv.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The packages ask for versions that do not go together.</source>
        <translation>Die Pakete verlangen Versionen, die nicht zusammengehen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Update HSFM, then try again. If it stays, copy the details and report them.</source>
        <translation>Aktualisieren Sie HSFM und versuchen Sie es noch einmal. Bleibt es so, kopieren Sie die Details und melden Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder of the engine was removed during the installation.</source>
        <translation>Der Ordner der Engine wurde während der Installation entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install again, and leave the folder alone until it is done.</source>
        <translation>Installieren Sie noch einmal und lassen Sie den Ordner in Ruhe, bis es fertig ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The new environment does not work: one of its packages fails its test.</source>
        <translation>Die neue Umgebung funktioniert nicht: Eines ihrer Pakete besteht seine Prüfung nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The system does not let a program of the installation run.</source>
        <translation>Das System lässt ein Programm der Installation nicht laufen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A policy or an antivirus may stop it: ask your administrator to allow it.</source>
        <translation>Eine Richtlinie oder ein Virenschutz hindert es vielleicht: Bitten Sie Ihre Administration, es zu erlauben.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A program of the installation could not be started.</source>
        <translation>Ein Programm der Installation konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>It may have been removed just now.</source>
        <translation>Vielleicht wurde es eben entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The installation failed.</source>
        <translation>Die Installation ist fehlgeschlagen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>An antivirus may hold its files for a while: wait, then try again.</source>
        <translation>Ein Virenscanner hält seine Dateien vielleicht kurz fest: Warten Sie und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose a place of your own for it by the variable XDG_DATA_HOME, then restart QGIS.</source>
        <translation>Wählen Sie mit der Variablen XDG_DATA_HOME einen eigenen Ort dafür und starten Sie QGIS neu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A path became longer than Windows takes (260 characters).</source>
        <translation>Ein Pfad wurde länger, als Windows annimmt (260 Zeichen).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Let your administrator switch on long paths, then try again.</source>
        <translation>Lassen Sie lange Pfade von Ihrer Administration einschalten und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Another QGIS is setting up the engine right now.</source>
        <translation>Ein anderes QGIS richtet die Engine gerade ein.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Wait until it is done there, or cancel it there; then try again.</source>
        <translation>Warten Sie, bis es dort fertig ist, oder brechen Sie es dort ab; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Files of the engine are in use by another program.</source>
        <translation>Dateien der Engine werden von einem anderen Programm verwendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Close the other QGIS windows, then try again.</source>
        <translation>Schließen Sie die anderen QGIS-Fenster und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine's folder holds files that are not HSFM's.</source>
        <translation>Im Ordner der Engine liegen Dateien, die nicht von HSFM sind.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Move them away, then try again.</source>
        <translation>Verschieben Sie sie und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder is a link, and HSFM removes nothing that a link leads to.</source>
        <translation>Der Ordner ist eine Verknüpfung, und HSFM entfernt nichts, wohin eine Verknüpfung führt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Remove by hand what you do not need there.</source>
        <translation>Entfernen Sie von Hand, was Sie dort nicht brauchen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>HSFM did not make this folder, and does not remove it.</source>
        <translation>HSFM hat diesen Ordner nicht angelegt und entfernt ihn nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Writing was refused in the engine's folder.</source>
        <translation>Das Schreiben im Ordner der Engine wurde verweigert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder holds another build of PyTorch than the one that was chosen.</source>
        <translation>Der Ordner enthält einen anderen Build von PyTorch als den gewählten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose the automatic build in the HSFM options, or another folder.</source>
        <translation>Wählen Sie in den HSFM-Optionen den automatischen Build oder einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The list of packages is missing from the plugin.</source>
        <translation>Die Paketliste fehlt im Plugin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install the plugin again.</source>
        <translation>Installieren Sie das Plugin noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again. If it happens again, copy the details and report them.</source>
        <translation>Versuchen Sie es noch einmal. Geschieht es wieder, kopieren Sie die Details und melden Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>There is no space left on the disk.</source>
        <translation>Auf dem Datenträger ist kein Platz mehr.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Free some gigabytes, then try again: what has come is kept, and Install goes on where it stopped.</source>
        <translation>Schaffen Sie einige Gigabyte Platz und versuchen Sie es noch einmal: Was da ist, bleibt, und „Installieren“ macht dort weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The system does not allow this in the engine's folder.</source>
        <translation>Das System erlaubt das im Ordner der Engine nicht.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check that the folder is yours, or ask your administrator.</source>
        <translation>Prüfen Sie, ob der Ordner Ihnen gehört, oder fragen Sie Ihre Administration.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file is in use by another program.</source>
        <translation>Eine Datei wird von einem anderen Programm verwendet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file of the engine could not be written.</source>
        <translation>Eine Datei der Engine konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check that the disk is healthy, then try again.</source>
        <translation>Prüfen Sie, ob der Datenträger in Ordnung ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This build of PyTorch cannot run here: the NVIDIA driver is missing or too old.</source>
        <translation>Dieser Build von PyTorch kann hier nicht laufen: Der NVIDIA-Treiber fehlt oder ist zu alt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install or update the driver (nvidia.com/drivers), or choose the CPU instead.</source>
        <translation>Installieren oder aktualisieren Sie den Treiber (nvidia.com/drivers), oder wählen Sie die CPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>There is no such device, or no PyTorch for this kind of computer.</source>
        <translation>Dieses Gerät gibt es nicht, oder kein PyTorch für diese Art Rechner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose another device in the HSFM options.</source>
        <translation>Wählen Sie in den HSFM-Optionen ein anderes Gerät.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file or folder is not there any more.</source>
        <translation>Eine Datei oder ein Ordner ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose the folder that “runtime_setup bundle” has made, all of it.</source>
        <translation>Wählen Sie den Ordner, den „runtime_setup bundle“ gemacht hat, und zwar ganz.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Look at the HSFM options; below is which one.</source>
        <translation>Sehen Sie in die HSFM-Optionen; unten steht, welche es ist.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine's environment is missing or incomplete.</source>
        <translation>Die Umgebung der Engine fehlt oder ist unvollständig.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install or repair it.</source>
        <translation>Installieren oder reparieren Sie sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Something went wrong in the setup.</source>
        <translation>Bei der Einrichtung ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Look for Python and the graphics card</source>
        <translation>Python und die Grafikkarte suchen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine is installed.</source>
        <translation>Die Engine ist installiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Install the HSFM engine</source>
        <translation>HSFM-Engine installieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Update the HSFM engine</source>
        <translation>HSFM-Engine aktualisieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine is up to date.</source>
        <translation>Die Engine ist aktuell.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Repair the HSFM engine</source>
        <translation>HSFM-Engine reparieren</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine works again.</source>
        <translation>Die Engine funktioniert wieder.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Removed.</source>
        <translation>Entfernt.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Remove files of HSFM</source>
        <translation>Dateien von HSFM entfernen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Measure the files of HSFM</source>
        <translation>Dateien von HSFM messen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Look at a Python</source>
        <translation>Python ansehen</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sizes.py"/>
        <source>{} MB</source>
        <translation>{} MB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sizes.py"/>
        <source>{} kB</source>
        <translation>{} kB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The scene has no coordinate system; the coordinates of {} are taken as those of the scene.</source>
        <translation>Die Szene hat kein Koordinatensystem; die Koordinaten von {} gelten als die der Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has no coordinate system; the coordinates of {} are taken as those of the scene.</source>
        <translation>{} hat kein Koordinatensystem; die Koordinaten von {} gelten als die der Szene.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labels lie outside the scene and are left out.</source>
        <translation>{} Labels liegen außerhalb der Szene und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} lines of {} are left out; draw polygons or points.</source>
        <translation>{} Linien von {} bleiben weg; zeichnen Sie Polygone oder Punkte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} pixels lie in polygons of two classes and are left out.</source>
        <translation>{} Pixel liegen in Polygonen zweier Klassen und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} features of {} have no class and are left out.</source>
        <translation>{} Objekte von {} haben keine Klasse und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The class numbers of {} are not all between 1 and {}; the map numbers the classes from 1 to {}.</source>
        <translation>Die Klassennummern von {} liegen nicht alle zwischen 1 und {}; die Karte nummeriert die Klassen von 1 bis {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels are nodata or masked and are left out.</source>
        <translation>{} gelabelte Pixel sind ohne Daten oder maskiert und bleiben weg.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels are nodata or masked.</source>
        <translation>{} gelabelte Pixel sind ohne Daten oder maskiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels have no class in the map.</source>
        <translation>{} gelabelte Pixel haben in der Karte keine Klasse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} of {} labelled pixels are used, evenly spread: more would not fit into memory.</source>
        <translation>{} von {} gelabelten Pixeln werden verwendet, gleichmäßig verteilt: Mehr passten nicht in den Speicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} of {} windows that hold labels are used, evenly spread: more would not fit into memory. A larger memory limit takes more of them.</source>
        <translation>{} von {} Fenstern mit Labels werden verwendet, gleichmäßig verteilt: Mehr passten nicht in den Speicher. Mit größerem Speicherlimit werden es mehr.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No valid pixel is left of the class {}.</source>
        <translation>Von der Klasse {} bleibt kein gültiger Pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The class {} of the labels joins {} of the earlier classifier: both have the number {}.</source>
        <translation>Die Klasse {} der Labels fällt mit {} des früheren Klassifikators zusammen: Beide haben die Nummer {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has one polygon only, so accuracy cannot be measured there. Draw a second one some way off.</source>
        <translation>{} hat nur ein Polygon, daher ist die Genauigkeit dort nicht messbar. Zeichnen Sie ein zweites in einiger Entfernung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have one polygon only, so accuracy cannot be measured there. Draw a second one some way off.</source>
        <translation>{} haben nur ein Polygon, daher ist die Genauigkeit dort nicht messbar. Zeichnen Sie ein zweites in einiger Entfernung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has fewer than {} polygons; the accuracy there is uncertain.</source>
        <translation>{} hat weniger als {} Polygone; die Genauigkeit ist dort unsicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have fewer than {} polygons; the accuracy there is uncertain.</source>
        <translation>{} haben weniger als {} Polygone; die Genauigkeit ist dort unsicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has fewer than {} pixels; the accuracy there is uncertain.</source>
        <translation>{} hat weniger als {} Pixel; die Genauigkeit ist dort unsicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have fewer than {} pixels; the accuracy there is uncertain.</source>
        <translation>{} haben weniger als {} Pixel; die Genauigkeit ist dort unsicher.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>All polygons of {} lie in one place, so accuracy cannot be measured there. Draw some elsewhere.</source>
        <translation>Alle Polygone von {} liegen an einem Ort, daher ist die Genauigkeit dort nicht messbar. Zeichnen Sie einige anderswo.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The polygons lie in {} separate places, so there are {} folds.</source>
        <translation>Die Polygone liegen an {} getrennten Orten, daher gibt es {} Gruppen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy is unknown: no class has polygons in separate places of which some could be held out.</source>
        <translation>Die Genauigkeit ist unbekannt: Keine Klasse hat Polygone an getrennten Orten, von denen einige zurückgehalten werden könnten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy is unknown: the polygons lie in two separate places, of which one is learnt from and one decides when training ends. Draw some in a third place.</source>
        <translation>Die Genauigkeit ist unbekannt: Die Polygone liegen an zwei getrennten Orten, von denen einer zum Lernen dient und einer das Ende des Trainings bestimmt. Zeichnen Sie einige an einem dritten Ort.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No polygon of {} is among those that accuracy is measured on. Draw more of them, some way off.</source>
        <translation>Kein Polygon von {} ist unter denen, an denen die Genauigkeit gemessen wird. Zeichnen Sie mehr davon, in einiger Entfernung.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The polygons are clustered: held-out pixels lie {} pixels from the nearest training pixel (median), so the accuracy elsewhere will be lower.</source>
        <translation>Die Polygone liegen gehäuft: Zurückgehaltene Pixel sind {} Pixel vom nächsten Trainingspixel entfernt (Median), daher wird die Genauigkeit anderswo geringer sein.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Only {} polygons could be held out, so class sets at an error rate of {} hold every class. Draw more polygons.</source>
        <translation>Nur {} Polygone konnten zurückgehalten werden, daher enthalten Klassenmengen bei einer Fehlerrate von {} alle Klassen. Zeichnen Sie mehr Polygone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Too few polygons were held out to promise an error rate of {}: the class sets hold all classes. Choose a greater error rate, or train with more polygons.</source>
        <translation>Zu wenige Polygone wurden zurückgehalten, um eine Fehlerrate von {} zu versprechen: Die Klassenmengen enthalten alle Klassen. Wählen Sie eine größere Fehlerrate, oder trainieren Sie mit mehr Polygonen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was left out: it cannot use the labels of the earlier classifier.</source>
        <translation>Das Vergleichsverfahren entfiel: Es kann die Labels des früheren Klassifikators nicht verwenden.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was not measured: training was cancelled.</source>
        <translation>Das Vergleichsverfahren wurde nicht gemessen: Das Training wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was compared without some pixels: {} of {} labelled pixels have no valid value in some band.</source>
        <translation>Das Vergleichsverfahren wurde ohne einige Pixel gemessen: {} von {} gelabelten Pixeln haben in einem Band keinen gültigen Wert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was left out: {} of {} labelled pixels have no valid value in some band, and the others are not of two classes in separate places.</source>
        <translation>Das Vergleichsverfahren entfiel: {} von {} gelabelten Pixeln haben in einem Band keinen gültigen Wert, und die übrigen sind nicht von zwei Klassen an getrennten Orten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Fine-tuning did not pay: on the polygons that were held out it reaches {} balanced accuracy, and a linear head {}. Choose head, or draw more polygons.</source>
        <translation>Die Feinabstimmung lohnte nicht: Auf den zurückgehaltenen Polygonen erreicht sie {} balancierte Genauigkeit, und ein linearer Klassifikator {}. Wählen Sie „Schnell“, oder zeichnen Sie mehr Polygone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. Its accuracy was not measured. The same training, started again, goes on from there.</source>
        <translation>Das Training wurde nach {} von {} Epochen angehalten; der Klassifikator ist der bisher beste, der von Epoche {}. Seine Genauigkeit wurde nicht gemessen. Dasselbe Training, neu gestartet, macht dort weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. A linear head beside it was not measured. The same training, started again, goes on from there.</source>
        <translation>Das Training wurde nach {} von {} Epochen angehalten; der Klassifikator ist der bisher beste, der von Epoche {}. Ein linearer Klassifikator daneben wurde nicht gemessen. Dasselbe Training, neu gestartet, macht dort weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. The same training, started again, goes on from there.</source>
        <translation>Das Training wurde nach {} von {} Epochen angehalten; der Klassifikator ist der bisher beste, der von Epoche {}. Dasselbe Training, neu gestartet, macht dort weiter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Held-out folds and repeats do not apply to fine-tuning: it is trained once, and one part in {} of the polygons measures it.</source>
        <translation>Zurückgehaltene Gruppen und Wiederholungen gelten nicht für die Feinabstimmung: Sie trainiert einmal, und ein Teil von {} der Polygone misst sie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy was measured on the new labels alone; the earlier ones were always trained on.</source>
        <translation>Die Genauigkeit wurde nur an den neuen Labels gemessen; mit den früheren wurde immer trainiert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals follow only from a random sample. If the reference points were drawn at random, say so (random or stratified).</source>
        <translation>Flächen und Konfidenzintervalle folgen nur aus einer Zufallsstichprobe. Wenn die Referenzpunkte zufällig gezogen wurden, sagen Sie es (random oder stratified).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals need independent points: here several pixels come from one polygon. Draw a random sample of points.</source>
        <translation>Flächen und Konfidenzintervalle brauchen unabhängige Punkte: Hier kommen mehrere Pixel aus einem Polygon. Ziehen Sie eine Zufallsstichprobe von Punkten.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals need {} reference points in every mapped class; there are fewer in {}. Draw more points there.</source>
        <translation>Flächen und Konfidenzintervalle brauchen {} Referenzpunkte in jeder kartierten Klasse; weniger sind es in {}. Zeichnen Sie dort mehr Punkte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The classifier of this map was trained on labels named {}. On the labels that it was trained on, a map always looks better than it is; use others.</source>
        <translation>Der Klassifikator dieser Karte wurde mit Labels namens {} trainiert. Mit den Labels des Trainings sieht eine Karte immer besser aus, als sie ist; nehmen Sie andere.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The checkpoint {} is damaged ({}); training starts from the beginning.</source>
        <translation>Der Checkpoint {} ist beschädigt ({}); das Training beginnt von vorn.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No checkpoint can be written to {} ({}); if training is interrupted, it starts again from the beginning.</source>
        <translation>In {} kann kein Checkpoint geschrieben werden ({}); wird das Training unterbrochen, beginnt es von vorn.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Describe Scene</source>
        <translation>Szene beschreiben</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Says what HSFM understood of a scene: product, bands, wavelengths, scale, masked pixels.</source>
        <translation>Sagt, was HSFM von einer Szene verstanden hat: Produkt, Bänder, Wellenlängen, Skalierung, maskierte Pixel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A hyperspectral product (its folder, METADATA.XML, any member file or ZIP) or any raster with wavelengths.</source>
        <translation>Ein hyperspektrales Produkt (sein Ordner, METADATA.XML, eine seiner Dateien oder ZIP) oder ein beliebiges Raster mit Wellenlängen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps land cover without any labels: water, snow, vegetation, soil, built-up and what share of each pixel they have.</source>
        <translation>Kartiert die Landbedeckung ganz ohne Labels: Wasser, Schnee, Vegetation, Boden, Bebauung und ihren Anteil an jedem Pixel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Area of interest</source>
        <translation>Interessengebiet</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons that limit the map; nothing is mapped outside them.</source>
        <translation>Polygone, die die Karte begrenzen; außerhalb wird nichts kartiert.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cover model</source>
        <translation>Bedeckungsmodell</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A model that knows land cover from its wavelengths; hsfm-spectral comes with HSFM.</source>
        <translation>Ein Modell, das Landbedeckung aus Wellenlängen kennt; hsfm-spectral kommt mit HSFM.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Least certainty</source>
        <translation>Geringste Sicherheit</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels that the model is less sure of become "don't know"; its own limit if empty.</source>
        <translation>Pixel, bei denen das Modell weniger sicher ist, werden „weiß nicht“; leer gilt seine eigene Grenze.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>By number (1-90,120) or by wavelength (450-900nm); all usable ones if empty.</source>
        <translation>Nach Nummer (1-90,120) oder Wellenlänge (450-900nm); leer alle nutzbaren.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Only this part of the scene: first row, first column, rows, columns, counted from 0.</source>
        <translation>Nur dieser Teil der Szene: erste Zeile, erste Spalte, Zeilen, Spalten, ab 0 gezählt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Where to compute: auto, cpu, cuda, cuda:1, mps.</source>
        <translation>Wo gerechnet wird: auto, cpu, cuda, cuda:1, mps.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cover map</source>
        <translation>Bedeckungskarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class of land cover per pixel, with names, colours and areas.</source>
        <translation>Eine Klasse der Landbedeckung je Pixel, mit Namen, Farben und Flächen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The share of each class in a pixel, 0 to 1, one band a class.</source>
        <translation>Der Anteil jeder Klasse an einem Pixel, 0 bis 1, ein Band je Klasse.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Uncertainty of the fractions</source>
        <translation>Unsicherheit der Anteile</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The standard deviation of each share, one band a class.</source>
        <translation>Die Standardabweichung jedes Anteils, ein Band je Klasse.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Confidence map</source>
        <translation>Konfidenzkarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How sure the model is of the kind of cover (water, snow, plants, ground), 0.5 to 1.</source>
        <translation>Wie sicher das Modell bei der Art der Bedeckung ist (Wasser, Schnee, Pflanzen, Boden), 0,5 bis 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Vegetation Traits</source>
        <translation>Vegetationsmerkmale kartieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps chlorophyll, leaf water, dry matter and leaf area of vegetation, and the moisture of bare soil.</source>
        <translation>Kartiert Chlorophyll, Blattwasser, Trockenmasse und Blattfläche der Vegetation sowie die Feuchte offenen Bodens.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Trait map</source>
        <translation>Merkmalskarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One band a trait; no value where a pixel is outside the simulated range.</source>
        <translation>Ein Band je Merkmal; kein Wert, wo ein Pixel außerhalb des simulierten Bereichs liegt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Uncertainty of the traits</source>
        <translation>Unsicherheit der Merkmale</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The standard deviation of each trait, one band a trait.</source>
        <translation>Die Standardabweichung jedes Merkmals, ein Band je Merkmal.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Train Classifier</source>
        <translation>Klassifikator trainieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fits a classifier to labelled polygons or points and measures its accuracy on polygons that were held out.</source>
        <translation>Passt einen Klassifikator an gelabelte Polygone oder Punkte an und misst seine Genauigkeit an zurückgehaltenen Polygonen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons or points with a class in one of their fields, in any coordinate system.</source>
        <translation>Polygone oder Punkte mit einer Klasse in einem ihrer Felder, in beliebigem Koordinatensystem.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Layer of the label file</source>
        <translation>Layer der Label-Datei</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which layer of the label file to use; its first one if empty.</source>
        <translation>Welcher Layer der Label-Datei verwendet wird; leer ihr erster.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The field with the class name or number.</source>
        <translation>Das Feld mit Name oder Nummer der Klasse.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Continue from head</source>
        <translation>Fortfahren mit Klassifikator</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier to go on from: its labels count together with the new ones, which may have new classes.</source>
        <translation>Ein Klassifikator, mit dem es weitergeht: Seine Labels zählen zusammen mit den neuen, die neue Klassen haben dürfen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What turns pixels into features: hsfm-spectral, which comes with HSFM, spectra (the normalised reflectance itself, also without wavelengths) or an installed model.</source>
        <translation>Was Pixel in Merkmale verwandelt: hsfm-spectral, das mit HSFM kommt, spectra (die normierte Reflektanz selbst, auch ohne Wellenlängen) oder ein installiertes Modell.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Blocks that give features</source>
        <translation>Merkmalsblöcke</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many blocks of a pretrained backbone give features; the last one always does.</source>
        <translation>Wie viele Blöcke eines vortrainierten Backbones Merkmale geben; der letzte immer.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Features at every pixel</source>
        <translation>Merkmale an jedem Pixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lets a pretrained residual network (ResNet) give features at every pixel instead of cells of 16 pixels; many times slower. Other backbones do not change.</source>
        <translation>Lässt ein vortrainiertes Residualnetz (ResNet) Merkmale an jedem Pixel geben statt in Zellen von 16 Pixeln; um ein Vielfaches langsamer. Andere Backbones ändern sich nicht.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Classifier</source>
        <translation>Art des Klassifikators</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>auto weights kernels and logistic regressions by labels that it holds out, where features are of single pixels, and takes linear for other backbones; linear is one logistic regression, the fastest to map.</source>
        <translation>auto wägt Kerne und logistische Regressionen an Labels ab, die es zurückhält, wo Merkmale einzelner Pixel sind, und nimmt für andere Backbones linear; linear ist eine logistische Regression, am schnellsten beim Kartieren.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is trained: head fits a classifier to fixed features in seconds; conv a network that sees the surroundings; adapter, lora and full also change the backbone, for hundreds of polygons and best on a GPU.</source>
        <translation>Was trainiert wird: head passt in Sekunden einen Klassifikator an feste Merkmale an; conv ein Netz, das die Umgebung sieht; adapter, lora und full ändern auch das Backbone, für Hunderte Polygone und am besten auf einer GPU.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How often fine-tuning sees all labels at most; it ends earlier when polygons that are held out are not classified any better.</source>
        <translation>Wie oft die Feinabstimmung höchstens alle Labels sieht; sie endet früher, wenn zurückgehaltene Polygone nicht besser klassifiziert werden.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Hold out</source>
        <translation>Zurückhalten</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is held out together to measure accuracy: blocks of the scene with all polygons in them, or single polygons.</source>
        <translation>Was zusammen zurückgehalten wird, um die Genauigkeit zu messen: Blöcke der Szene mit allen Polygonen darin oder einzelne Polygone.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Held-out folds</source>
        <translation>Zurückgehaltene Gruppen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Into how many groups the polygons are split to measure accuracy.</source>
        <translation>In wie viele Gruppen die Polygone geteilt werden, um die Genauigkeit zu messen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many different splits accuracy is measured on.</source>
        <translation>An wie vielen verschiedenen Teilungen die Genauigkeit gemessen wird.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Baseline</source>
        <translation>Vergleichsverfahren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Measures a random forest and a support vector machine on the same bands and splits.</source>
        <translation>Misst einen Random Forest und eine Support Vector Machine mit denselben Bändern und Teilungen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Random seed</source>
        <translation>Startwert des Zufalls</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The same seed gives the same result.</source>
        <translation>Derselbe Startwert gibt dasselbe Ergebnis.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Head</source>
        <translation>Klassifikator</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The trained classifier.</source>
        <translation>Der trainierte Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Classify Scene</source>
        <translation>Szene klassifizieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps the classes of a trained classifier over a scene.</source>
        <translation>Kartiert die Klassen eines trainierten Klassifikators über eine Szene.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier made by Train Classifier, or an ONNX segmentation model with a .json beside it that names its bands and classes.</source>
        <translation>Ein Klassifikator aus „Klassifikator trainieren“ oder ein ONNX-Segmentierungsmodell mit einer .json-Datei daneben, die seine Bänder und Klassen nennt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What computes the network; auto takes the fastest that gives the same map here.</source>
        <translation>Was das Netz rechnet; auto nimmt das schnellste, das hier dieselbe Karte gibt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Error rate of class sets</source>
        <translation>Klassenmengen: Fehler</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How often a class set may miss the true class.</source>
        <translation>Wie oft eine Klassenmenge die wahre Klasse verfehlen darf.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Class map</source>
        <translation>Klassenkarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class value per pixel, with names, colours and areas.</source>
        <translation>Ein Klassenwert je Pixel, mit Namen, Farben und Flächen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The probability of the mapped class, 0 to 1.</source>
        <translation>Die Wahrscheinlichkeit der kartierten Klasse, 0 bis 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many classes a pixel may belong to at the wanted error rate, and which.</source>
        <translation>Zu wie vielen Klassen ein Pixel bei der gewünschten Fehlerrate gehören kann, und zu welchen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How far a pixel is from everything that was labelled; above 1 it is unlike all of it.</source>
        <translation>Wie weit ein Pixel von allem Gelabelten entfernt ist; über 1 gleicht er nichts davon.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Assess Map Accuracy</source>
        <translation>Kartengenauigkeit bewerten</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Compares a class map with reference labels that were not trained on; areas with confidence intervals where the reference is a random sample.</source>
        <translation>Vergleicht eine Klassenkarte mit Referenzlabels, mit denen nicht trainiert wurde; Flächen mit Konfidenzintervallen, wo die Referenz eine Zufallsstichprobe ist.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map made by Classify Scene.</source>
        <translation>Eine Karte aus „Szene klassifizieren“.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How the reference was drawn</source>
        <translation>Wie die Referenz gezogen wurde</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Areas and their confidence intervals follow only from a random sample, of the whole map (random) or of each mapped class (stratified); other labels (unknown) give accuracy alone.</source>
        <translation>Flächen und ihre Konfidenzintervalle folgen nur aus einer Zufallsstichprobe, der ganzen Karte (random) oder jeder kartierten Klasse (stratified); andere Labels (unknown) geben nur die Genauigkeit.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Write Report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Writes what is known of a classifier and its map into one HTML file.</source>
        <translation>Schreibt, was über einen Klassifikator und seine Karte bekannt ist, in eine HTML-Datei.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier made by Train Classifier.</source>
        <translation>Ein Klassifikator aus „Klassifikator trainieren“.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map made with it, for its picture and areas.</source>
        <translation>Eine damit erstellte Karte, für Bild und Flächen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One HTML file that needs nothing else.</source>
        <translation>Eine HTML-Datei, die nichts weiter braucht.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Anomalies</source>
        <translation>Anomalien kartieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores how unlike its surroundings and the rest of the scene each pixel is; needs no labels and no settings.</source>
        <translation>Bewertet, wie wenig jeder Pixel seiner Umgebung und dem Rest der Szene gleicht; braucht keine Labels und keine Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Anomaly detector</source>
        <translation>Anomaliedetektor</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>auto joins a global, a local and a small-object detector and needs no setting; rx is the global Reed-Xiaoli detector; local_rx compares with a window around each pixel; hypersigma needs installed weights.</source>
        <translation>auto verbindet einen globalen, einen lokalen und einen Detektor für kleine Objekte und braucht keine Einstellung; rx ist der globale Reed-Xiaoli-Detektor; local_rx vergleicht mit einem Fenster um jeden Pixel; hypersigma braucht installierte Gewichte.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>False-alarm rate</source>
        <translation>Fehlalarmrate</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which share of ordinary pixels may lie above the threshold.</source>
        <translation>Welcher Anteil gewöhnlicher Pixel über dem Schwellwert liegen darf.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Inner window</source>
        <translation>Inneres Fenster</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Side of the guard window of local detectors: as large as the largest object.</source>
        <translation>Seite des Schutzfensters lokaler Detektoren: so groß wie das größte Objekt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Outer window</source>
        <translation>Äußeres Fenster</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Side of the background window of local detectors.</source>
        <translation>Seite des Hintergrundfensters lokaler Detektoren.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features backbone_rx compares.</source>
        <translation>Wessen Merkmale backbone_rx vergleicht.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Smallest detection</source>
        <translation>Kleinster Fund</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Connected pixels above the threshold that are fewer than this are not listed.</source>
        <translation>Zusammenhängende Pixel über dem Schwellwert, die weniger sind, werden nicht aufgelistet.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels so near to clouds, shadows and nodata are left out: edges are no objects.</source>
        <translation>Pixel so nahe an Wolken, Schatten und fehlenden Daten bleiben weg: Ränder sind keine Objekte.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The higher, the more unusual.</source>
        <translation>Je höher, desto ungewöhnlicher.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Connected pixels above the threshold as polygons with rank, score, size, contrast and spectra.</source>
        <translation>Zusammenhängende Pixel über dem Schwellwert als Polygone mit Rang, Wert, Größe, Kontrast und Spektren.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Detect Targets</source>
        <translation>Ziele suchen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores how much of a known material each pixel holds, from pixels, polygons or a spectral library.</source>
        <translation>Bewertet, wie viel von einem bekannten Material jeder Pixel enthält, aus Pixeln, Polygonen oder einer Spektralbibliothek.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ace (adaptive cosine estimator), matched filter and CEM find parts of pixels; spectral angle and similarity in the features of a backbone compare whole pixels.</source>
        <translation>ace (Adaptive Cosine Estimator), Matched Filter und CEM finden Teile von Pixeln; Spektralwinkel und Ähnlichkeit in den Merkmalen eines Backbones vergleichen ganze Pixel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Target pixels</source>
        <translation>Zielpixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rows and columns of the scene, counted from 0: 12,40;13,41.</source>
        <translation>Zeilen und Spalten der Szene, ab 0 gezählt: 12,40;13,41.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Target polygons</source>
        <translation>Zielpolygone</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons or points on the target, in any coordinate system.</source>
        <translation>Polygone oder Punkte auf dem Ziel, in beliebigem Koordinatensystem.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Field of the polygons</source>
        <translation>Feld der Polygone</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>With it, only features whose value in this field is the one below are taken.</source>
        <translation>Damit werden nur Objekte genommen, deren Wert in diesem Feld der untenstehende ist.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Value in the field</source>
        <translation>Wert im Feld</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which features of the polygons are the target.</source>
        <translation>Welche Objekte der Polygone das Ziel sind.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG.</source>
        <translation>ENVI-Bibliothek (.sli), CSV, Text von USGS oder ECOSTRESS, JSON oder GPKG der EnMAP-Box.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spectrum of the library</source>
        <translation>Spektrum der Bibliothek</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Its name; several are separated by semicolons; all of them if empty.</source>
        <translation>Sein Name; mehrere durch Semikolon getrennt; leer alle.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features similarity compares.</source>
        <translation>Wessen Merkmale die Ähnlichkeit vergleicht.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The higher, the more of the target.</source>
        <translation>Je höher, desto mehr vom Ziel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps how similar each pixel is to chosen ones, in the features of a backbone.</source>
        <translation>Kartiert, wie ähnlich jeder Pixel gewählten ist, in den Merkmalen eines Backbones.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels to look for</source>
        <translation>Gesuchte Pixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels to exclude</source>
        <translation>Ausgeschlossene Pixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is more similar to these is not wanted; written in the same way.</source>
        <translation>Was diesen ähnlicher ist, ist nicht gewollt; ebenso geschrieben.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features are compared.</source>
        <translation>Wessen Merkmale verglichen werden.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>1 is equal, 0 has nothing in common.</source>
        <translation>1 ist gleich, 0 hat nichts gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Detections</source>
        <translation>Funde auflisten</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Makes a list of the connected pixels of a score map above a threshold.</source>
        <translation>Macht eine Liste der zusammenhängenden Pixel einer Wertekarte über einem Schwellwert.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Score map</source>
        <translation>Wertekarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map of anomalies, targets or similarity of this scene.</source>
        <translation>Eine Karte der Anomalien, Ziele oder Ähnlichkeit dieser Szene.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores above it are detections; found from the false-alarm rate if empty.</source>
        <translation>Werte darüber sind Funde; leer aus der Fehlalarmrate bestimmt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Clouds</source>
        <translation>Wolken kartieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps clouds over a radiance product (L1C) with a small spectral transformer (SpecTf).</source>
        <translation>Kartiert Wolken über einem Strahldichteprodukt (L1C) mit einem kleinen spektralen Transformer (SpecTf).</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud model</source>
        <translation>Wolkenmodell</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>An installed cloud mask model.</source>
        <translation>Ein installiertes Modell für Wolkenmasken.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud threshold</source>
        <translation>Wolkenschwelle</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The cloud probability from which a pixel counts as cloud.</source>
        <translation>Die Wolkenwahrscheinlichkeit, ab der ein Pixel als Wolke zählt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud mask</source>
        <translation>Wolkenmaske</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>1 is clear, 2 is cloud.</source>
        <translation>1 ist klar, 2 ist Wolke.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>0 to 1.</source>
        <translation>0 bis 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Export to ONNX</source>
        <translation>Nach ONNX exportieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Writes a classifier with its backbone and preprocessing as one ONNX model.</source>
        <translation>Schreibt einen Klassifikator mit Backbone und Vorverarbeitung als ein ONNX-Modell.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ONNX model</source>
        <translation>ONNX-Modell</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Takes reflectance of any batch and size, gives class probabilities.</source>
        <translation>Nimmt Reflektanz in beliebiger Menge und Größe, gibt Klassenwahrscheinlichkeiten.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Preview Classes</source>
        <translation>Klassenvorschau</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fits a classifier to labels without measuring it and maps a part of the scene at once, the middle first.</source>
        <translation>Passt einen Klassifikator an Labels an, ohne ihn zu messen, und kartiert sofort einen Teil der Szene, die Mitte zuerst.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class value per pixel of the window.</source>
        <translation>Ein Klassenwert je Pixel des Fensters.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Class Spectra</source>
        <translation>Klassenspektren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Reads the spectra under labels: mean and spread of each class, and the polygons that are far from their class.</source>
        <translation>Liest die Spektren unter Labels: Mittel und Streuung jeder Klasse und die Polygone, die fern ihrer Klasse liegen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Read Spectral Library</source>
        <translation>Spektralbibliothek lesen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists the spectra of a library, as they are and on the bands of a scene.</source>
        <translation>Listet die Spektren einer Bibliothek, wie sie sind und auf den Bändern einer Szene.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>With it, the spectra are also given on the bands of this scene.</source>
        <translation>Damit werden die Spektren auch auf den Bändern dieser Szene gegeben.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Heads</source>
        <translation>Klassifikatoren auflisten</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists the saved classifiers.</source>
        <translation>Listet die gespeicherten Klassifikatoren.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Save Head</source>
        <translation>Klassifikator speichern</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Keeps a copy of a classifier under a name.</source>
        <translation>Bewahrt eine Kopie eines Klassifikators unter einem Namen auf.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Path of a .hsfm file, or the name of a saved classifier.</source>
        <translation>Pfad einer .hsfm-Datei oder Name eines gespeicherten Klassifikators.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What it shall be called.</source>
        <translation>Wie er heißen soll.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rename Head</source>
        <translation>Klassifikator umbenennen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Gives a saved classifier another name.</source>
        <translation>Gibt einem gespeicherten Klassifikator einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Remove Head</source>
        <translation>Klassifikator entfernen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Deletes a saved classifier.</source>
        <translation>Löscht einen gespeicherten Klassifikator.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Models</source>
        <translation>Modelle auflisten</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists installed models and those that can be fetched.</source>
        <translation>Listet installierte Modelle und solche, die geholt werden können.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Says for each installed backbone whether it fits this scene, and if not, why.</source>
        <translation>Sagt für jedes installierte Backbone, ob es zu dieser Szene passt, und wenn nicht, warum.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Show Model</source>
        <translation>Modell zeigen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Shows the card of a model: what it is good for, its source, licence and limits.</source>
        <translation>Zeigt den Steckbrief eines Modells: wofür es taugt, Quelle, Lizenz und Grenzen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id of a model, as the list shows it.</source>
        <translation>Die Kennung eines Modells, wie die Liste sie zeigt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fetch Model</source>
        <translation>Modell holen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Downloads a model from its publisher, checks it and installs it; a broken download resumes.</source>
        <translation>Lädt ein Modell von seinem Herausgeber, prüft und installiert es; ein abgebrochener Download geht weiter.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Accept the licence</source>
        <translation>Lizenz annehmen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>You have read the card of a model whose licence is unclear and may use it.</source>
        <translation>Sie haben den Steckbrief eines Modells mit unklarer Lizenz gelesen und dürfen es verwenden.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Installs a checkpoint file that you have; its family and size are read from its tensors.</source>
        <translation>Installiert eine Checkpoint-Datei, die Sie haben; Familie und Größe werden aus ihren Tensoren gelesen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A published checkpoint (.pth, .pt, .ckpt, .safetensors); nothing in it is executed.</source>
        <translation>Ein veröffentlichter Checkpoint (.pth, .pt, .ckpt, .safetensors); nichts darin wird ausgeführt.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id to install it under; that of its card, or family and size, if empty.</source>
        <translation>Die Kennung, unter der es installiert wird; leer die seines Steckbriefs, oder Familie und Größe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Removes an installed model.</source>
        <translation>Entfernt ein installiertes Modell.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Verify Models</source>
        <translation>Modelle prüfen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Computes the checksums of installed models and compares them with those at their import.</source>
        <translation>Berechnet die Prüfsummen installierter Modelle und vergleicht sie mit denen beim Import.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id of an installed model; all of them if empty.</source>
        <translation>Die Kennung eines installierten Modells; leer alle.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Simulate Scene</source>
        <translation>Szene simulieren</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Makes a complete, simulated EnMAP L2A product with reference polygons and planted anomalies.</source>
        <translation>Macht ein vollständiges, simuliertes EnMAP-L2A-Produkt mit Referenzpolygonen und eingesetzten Anomalien.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Where the product's folder and its reference data are made.</source>
        <translation>Wo der Ordner des Produkts und seine Referenzdaten entstehen.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rows and columns of the scene.</source>
        <translation>Zeilen und Spalten der Szene.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scenes of any sensor with known wavelengths, including the bands at 2.3 µm</source>
        <translation>Szenen jedes Sensors mit bekannten Wellenlängen, auch mit den Bändern bei 2,3 µm</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Any scene of surface reflectance, pixel by pixel: cover maps and traits before the first label; the usual start for training</source>
        <translation>Jede Szene mit Oberflächenreflektanz, Pixel für Pixel: Bedeckungskarten und Merkmale vor dem ersten Label; der übliche Anfang fürs Training</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spatial context in hyperspectral scenes of any sensor</source>
        <translation>Räumlicher Zusammenhang in hyperspektralen Szenen jedes Sensors</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spectral context in hyperspectral scenes of any sensor</source>
        <translation>Spektraler Zusammenhang in hyperspektralen Szenen jedes Sensors</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scenes of any sensor with known wavelengths, best with 10 to 40 well-chosen bands</source>
        <translation>Szenen jedes Sensors mit bekannten Wellenlängen, am besten mit 10 bis 40 gut gewählten Bändern</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Clouds in radiance scenes (L1C), from the spectra of single pixels</source>
        <translation>Wolken in Strahldichteszenen (L1C), aus den Spektren einzelner Pixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; a convolutional network, self-distillation</source>
        <translation>EnMAP-Szenen; ein Faltungsnetz, Selbstdestillation</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; a convolutional network, contrastive training</source>
        <translation>EnMAP-Szenen; ein Faltungsnetz, kontrastives Training</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes; the one to start with</source>
        <translation>Landbedeckung und Feldfrüchte in EnMAP-Szenen; das für den Anfang</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Comparisons of the largest networks on EnMAP scenes</source>
        <translation>Vergleiche der größten Netze auf EnMAP-Szenen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Comparisons of large networks on EnMAP scenes</source>
        <translation>Vergleiche großer Netze auf EnMAP-Szenen</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes, where accuracy is worth the time</source>
        <translation>Landbedeckung und Feldfrüchte in EnMAP-Szenen, wo Genauigkeit die Zeit wert ist</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; features from self-distillation, for comparison</source>
        <translation>EnMAP-Szenen; Merkmale aus Selbstdestillation, zum Vergleich</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes, on computers without a graphics card</source>
        <translation>Landbedeckung und Feldfrüchte in EnMAP-Szenen, auf Rechnern ohne Grafikkarte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; features from contrastive training, for comparison</source>
        <translation>EnMAP-Szenen; Merkmale aus kontrastivem Training, zum Vergleich</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Multispectral features: EnMAP bands are averaged to 12 bands of Sentinel-2</source>
        <translation>Multispektrale Merkmale: EnMAP-Bänder werden zu 12 Sentinel-2-Bändern gemittelt</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Any scene, fast: land cover by the reflectance of single pixels, without a network</source>
        <translation>Jede Szene, schnell: Landbedeckung nach der Reflektanz einzelner Pixel, ohne Netz</translation>
    </message>
</context>
</TS>

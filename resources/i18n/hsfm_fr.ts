<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>HSFM</name>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Retry starts it again. If it stops again, copy the details and report them.</source>
        <translation>« Réessayer » le redémarre. S'il s'arrête encore, copiez les détails et signalez-les.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: it was killed, as systems do when memory runs out. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté : il a été tué, comme font les systèmes quand la mémoire manque. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Try smaller tiles or a smaller area, or close other programs.</source>
        <translation>Essayez des tuiles plus petites ou une zone plus petite, ou fermez d'autres programmes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: one of its libraries crashed. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté : une de ses bibliothèques a planté. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: one of its libraries is not made for this processor. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté : une de ses bibliothèques n'est pas faite pour ce processeur. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Repair the engine in the HSFM options, or use another computer.</source>
        <translation>Réparez le moteur dans les options de HSFM, ou utilisez un autre ordinateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: a file that it read was cut off, or its disk is full. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté : un fichier qu'il lisait était coupé, ou son disque est plein. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Check the disk of the scene and that of the results, then try again.</source>
        <translation>Vérifiez le disque de la scène et celui des résultats, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped: it was told to end. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté : on lui a dit de finir. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>Retry starts it again.</source>
        <translation>« Réessayer » le redémarre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/crash_sentences.py"/>
        <source>The engine stopped unexpectedly. Your labels are safe.</source>
        <translation>Le moteur s'est arrêté de façon inattendue. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Start the HSFM engine</source>
        <translation>Démarrer le moteur HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Look for devices</source>
        <translation>Chercher les périphériques</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_life.py"/>
        <source>Stop the HSFM engine</source>
        <translation>Arrêter le moteur HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_link.py"/>
        <source>A map is being made</source>
        <translation>Une carte est en cours</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This is an L1C product: radiance at the top of the atmosphere, not reflectance. Anomaly and cloud maps work on it; classifiers trained on reflectance do not.</source>
        <translation>C'est un produit L1C : luminance au sommet de l'atmosphère, pas de réflectance. Les cartes d'anomalies et de nuages fonctionnent ; pas les classifieurs entraînés sur de la réflectance.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} is a radiance product ({}): light and atmosphere are still in it. Reflectance (L2A) gives results that hold for other scenes, too.</source>
        <translation>{} est un produit de luminance ({}) : la lumière et l'atmosphère y sont encore. La réflectance (L2A) donne des résultats valables aussi pour d'autres scènes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The provider rates the quality of this product as low.</source>
        <translation>Le fournisseur juge la qualité de ce produit basse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no METADATA.XML beside it: what the product says of its bands, scale and quality is unknown.</source>
        <translation>{} n'a pas de METADATA.XML à côté : ce que le produit dit de ses bandes, de son échelle et de sa qualité est inconnu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} does not say at which wavelengths its bands lie; only methods that need no wavelengths work.</source>
        <translation>{} ne dit pas à quelles longueurs d'onde sont ses bandes ; seules les méthodes sans longueurs d'onde fonctionnent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} does not state its wavelengths; those of the sensor's design are used ({}), which may be off by 0.4 nm.</source>
        <translation>{} ne dit pas ses longueurs d'onde ; celles de la conception du capteur sont utilisées ({}), qui peuvent différer de 0,4 nm.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no wavelengths: all bands are used as they come, also those that water vapour makes useless.</source>
        <translation>{} n'a pas de longueurs d'onde : toutes les bandes sont utilisées telles quelles, même celles que la vapeur d'eau rend inutiles.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The wavelengths of {} differ from those of {} by up to {} nm; those of {} are used.</source>
        <translation>Les longueurs d'onde de {} diffèrent de celles de {} de {} nm au plus ; celles de {} sont utilisées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No band of {} can be used: all are flagged bad or hold nodata.</source>
        <translation>Aucune bande de {} n'est utilisable : toutes sont marquées mauvaises ou sans données.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No pixel of this scene can be used: all are masked or hold nodata.</source>
        <translation>Aucun pixel de cette scène n'est utilisable : tous sont masqués ou sans données.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} has no coordinate reference system; maps of it will have none either.</source>
        <translation>{} n'a pas de système de coordonnées ; ses cartes n'en auront pas non plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The bands of {} state different nodata values; that of band 1 counts.</source>
        <translation>Les bandes de {} indiquent des valeurs d'absence différentes ; celle de la bande 1 compte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The quality layer {} cannot be read and is ignored.</source>
        <translation>La couche de qualité {} ne peut pas être lue et est ignorée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The quality layer {} has {} x {} pixels, the cube {} x {}; it is ignored.</source>
        <translation>La couche de qualité {} a {} x {} pixels, le cube {} x {} ; elle est ignorée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The product comes without quality layers: clouds and background are not masked, only nodata is.</source>
        <translation>Le produit vient sans couches de qualité : nuages et fond ne sont pas masqués, seule l'absence de données l'est.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Quality layers are missing and not part of the mask: {}.</source>
        <translation>Des couches de qualité manquent et ne font pas partie du masque : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The metadata give a scale ({}), but the stored values already look like reflectance (median {}); the scale is not applied again.</source>
        <translation>Les métadonnées donnent une échelle ({}), mais les valeurs ressemblent déjà à de la réflectance (médiane {}) ; l'échelle n'est pas appliquée de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No scale is stated and the stored whole numbers are too small for the usual scale of 10 000; they are taken as they are.</source>
        <translation>Aucune échelle n'est indiquée et les entiers enregistrés sont trop petits pour l'échelle habituelle de 10 000 ; ils sont pris tels quels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No scale is stated; values (median {}) are taken as reflectance times 10 000.</source>
        <translation>Aucune échelle n'est indiquée ; les valeurs (médiane {}) sont prises comme réflectance fois 10 000.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of the {} chosen bands cannot be used and are left out.</source>
        <translation>{} des {} bandes choisies sont inutilisables et laissées de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} bands are not in {} as {} knows them; they are resampled from their neighbours: {}.</source>
        <translation>{} des {} bandes ne sont pas dans {} comme {} les connaît ; elles sont calculées à partir de leurs voisines : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backbone {} works on {} of the {} bands, spread evenly from {} to {} nm.</source>
        <translation>Le backbone {} travaille sur {} des {} bandes, réparties de {} à {} nm.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This classifier was trained without wavelengths; bands are taken by their number, which is right only for scenes with the same bands in the same order.</source>
        <translation>Ce classifieur a été entraîné sans longueurs d'onde ; les bandes sont prises par leur numéro, ce qui n'est juste que pour des scènes aux mêmes bandes dans le même ordre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The window {} is cut to the scene: {} x {} pixels.</source>
        <translation>La fenêtre {} est coupée à la scène : {} x {} pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} % of the pixels of {} are unlike everything that this classifier was trained on; of labelled pixels that were held out it was {} %. Do not trust the map there. Label some of these places and continue training from this classifier (train --init).</source>
        <translation>{} % des pixels de {} ne ressemblent à rien de ce qui a entraîné ce classifieur ; des pixels étiquetés mis de côté, c'était {} %. Ne vous fiez pas à la carte à ces endroits. Étiquetez-en quelques-uns et continuez avec ce classifieur (train --init).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} gave no answer for {} valid pixels (its probabilities are not numbers); they are nodata in the map. Check its scaling and what it takes where nothing was measured.</source>
        <translation>{} n'a pas donné de réponse pour {} pixels valides (ses probabilités ne sont pas des nombres) ; ils sont sans données dans la carte. Vérifiez son échelle et ce qu'il prend où rien n'a été mesuré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} gave no answer for {} valid pixels; they are nodata in the map. Check the scene's values and its scale with info.</source>
        <translation>{} n'a pas donné de réponse pour {} pixels valides ; ils sont sans données dans la carte. Vérifiez les valeurs et l'échelle de la scène avec « Décrire la scène ».</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} % of the pixels are "don't know": two covers are about as likely there, or the spectra are unlike all that {} was trained on. Check the scene's scale and wavelengths with info, or train a classifier on labels of your own.</source>
        <translation>{} % des pixels sont « ne sait pas » : deux couverts y sont à peu près aussi probables, ou les spectres ne ressemblent à rien de ce qui a entraîné {}. Vérifiez l'échelle et les longueurs d'onde de la scène, ou entraînez un classifieur sur vos étiquettes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>No trait could be mapped: no pixel of this area holds enough vegetation or bare soil of the kind that {} was trained on.</source>
        <translation>Aucun trait n'a pu être cartographié : aucun pixel de cette zone n'a assez de végétation ou de sol nu du type qui a entraîné {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} pixels within {} px of clouds, shadows or nodata are left out.</source>
        <translation>{} pixels à moins de {} px de nuages, d'ombres ou d'absence de données sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The preview shows the middle {} x {} of {} x {} pixels. Zoom in to see a part, or train and classify to map everything.</source>
        <translation>L'aperçu montre les {} x {} du milieu de {} x {} pixels. Zoomez pour voir une partie, ou entraînez et classez pour tout cartographier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backend {} gives {} % of the compared pixels the label that torch in float32 gives them: the map may differ. The backend auto takes no such one.</source>
        <translation>Le backend {} donne à {} % des pixels comparés l'étiquette que torch en float32 leur donne : la carte peut différer. Le backend auto n'en prend pas de tel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The backend {} computes in lower precision, and no valid pixels were found to compare it on: the map may differ from that of torch in float32.</source>
        <translation>Le backend {} calcule en précision réduite, et aucun pixel valide n'a permis de le comparer : la carte peut différer de celle de torch en float32.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>HyperSIGMA will take about {} minutes on this device. Choose a GPU, a smaller area, or the detector auto.</source>
        <translation>HyperSIGMA prendra environ {} minutes sur ce périphérique. Choisissez un GPU, une zone plus petite ou le détecteur auto.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The table of thresholds in the map's tag {} is damaged; the threshold is found from the scores.</source>
        <translation>La table des seuils dans le tag {} de la carte est endommagée ; le seuil est tiré des scores.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The list {} that is replaced held {} marked detections; the new one is written without marks.</source>
        <translation>La liste remplacée {} avait {} détections marquées ; la nouvelle est écrite sans marques.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} was made with another classifier, or with an earlier state of this one.</source>
        <translation>{} a été fait avec un autre classifieur, ou un état antérieur de celui-ci.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The map has classes that this classifier does not know ({}), so another one made it.</source>
        <translation>La carte a des classes que ce classifieur ne connaît pas ({}), un autre l'a donc faite.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>What {} says of its making cannot be read.</source>
        <translation>Ce que {} dit de sa fabrication ne peut pas être lu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{}; the network is computed on the CPU.</source>
        <translation>{} ; le réseau est calculé sur le CPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>This ONNX Runtime ({}) cannot use {}</source>
        <translation>Cette ONNX Runtime ({}) ne peut pas utiliser {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The folder {} is not needed any more; please remove it. {}</source>
        <translation>Le dossier {} n'est plus nécessaire ; retirez-le, s'il vous plaît. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} pixels of the target are nodata or masked and are left out.</source>
        <translation>{} des {} pixels de la cible sont sans données ou masqués et laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} spectra of {} cover too little of the scene's spectrum and are left out.</source>
        <translation>{} des {} spectres de {} couvrent trop peu du spectre de la scène et sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} of {} spectra cover too few of the bands of {} to be compared with it.</source>
        <translation>{} des {} spectres couvrent trop peu de bandes de {} pour être comparés.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} holds {} spectra; the first {} are listed.</source>
        <translation>{} contient {} spectres ; les {} premiers sont listés.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} spectra of {} without values are left out.</source>
        <translation>{} spectres de {} sans valeurs sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Bands of {} without values in the library: {}.</source>
        <translation>Bandes de {} sans valeurs dans la bibliothèque : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Some spectra do not cover all bands of {}; each is compared on the bands that it covers.</source>
        <translation>Certains spectres ne couvrent pas toutes les bandes de {} ; chacun est comparé sur les bandes qu'il couvre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The library has no values at {}; the other {} bands are compared.</source>
        <translation>La bibliothèque n'a pas de valeurs à {} ; les {} autres bandes sont comparées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as reflectance of 0..1, not as percent.</source>
        <translation>Les valeurs de {} atteignent {} : elles sont prises comme réflectance de 0..1, pas comme pourcentage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as percent.</source>
        <translation>Les valeurs de {} atteignent {} : elles sont prises comme pourcentage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The values of {} reach {}: they are taken as reflectance times 10 000.</source>
        <translation>Les valeurs de {} atteignent {} : elles sont prises comme réflectance fois 10 000.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The headings of {} say that its values are percent.</source>
        <translation>Les en-têtes de {} disent que ses valeurs sont des pourcentages.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>{} names {} spectra and {} holds {}: names with a comma in them? The spectra are numbered.</source>
        <translation>{} nomme {} spectres et {} en contient {} : des noms avec une virgule ? Les spectres sont numérotés.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The weights lay in the entry {} of the file.</source>
        <translation>Les poids étaient dans l'entrée {} du fichier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The checksums inside the file do not match: it may be damaged. Download it again and import it anew, unless its authors wrote it without checksums.</source>
        <translation>Les sommes de contrôle dans le fichier ne concordent pas : il est peut-être endommagé. Téléchargez-le de nouveau et réimportez-le, sauf si ses auteurs l'ont écrit sans sommes de contrôle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Numbers of the type {} were converted to float32.</source>
        <translation>Les nombres du type {} ont été convertis en float32.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Its batch normalisation has never seen data: the network may not be trained.</source>
        <translation>Sa normalisation par lots n'a jamais vu de données : le réseau n'est peut-être pas entraîné.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Nobody has published a checksum of this model, so the file could not be compared.</source>
        <translation>Personne n'a publié de somme de contrôle de ce modèle, le fichier n'a donc pas pu être comparé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>There is a saved classifier of the name {} already.</source>
        <translation>Il y a déjà un classifieur enregistré du nom de {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Choose another name, or remove that one first.</source>
        <translation>Choisissez un autre nom, ou retirez d'abord celui-là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>The name {} cannot be used: {}.</source>
        <translation>Le nom {} est inutilisable : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it is empty</source>
        <translation>il est vide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it has more than {} letters</source>
        <translation>il a plus de {} caractères</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it holds one of &lt; &gt; : " / \ | ? * or a letter that cannot be seen</source>
        <translation>il contient un de &lt; &gt; : " / \ | ? * ou un caractère invisible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>it begins or ends with a dot</source>
        <translation>il commence ou finit par un point</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Windows keeps it for a device</source>
        <translation>Windows le réserve à un périphérique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/engine_words.py"/>
        <source>Choose a name of letters, digits, spaces and dashes.</source>
        <translation>Choisissez un nom de lettres, chiffres, espaces et tirets.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is not there any more.</source>
        <translation>Le fichier n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Check that its drive is connected, or choose it where it is now.</source>
        <translation>Vérifiez que son disque est connecté, ou choisissez-le là où il se trouve maintenant.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file cannot be read as a model.</source>
        <translation>Ce fichier ne peut pas être lu comme un modèle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a published checkpoint: .pth, .pt, .ckpt or .safetensors.</source>
        <translation>Choisissez un checkpoint publié : .pth, .pt, .ckpt ou .safetensors.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file holds no model that HSFM knows.</source>
        <translation>Ce fichier ne contient aucun modèle connu de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a checkpoint of one of the models in the list; Details says more.</source>
        <translation>Choisissez un checkpoint d'un des modèles de la liste ; Détails en dit plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is damaged or incomplete.</source>
        <translation>Le fichier est endommagé ou incomplet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Download it again.</source>
        <translation>Téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The file is not the one that was published; it was not installed.</source>
        <translation>Le fichier n'est pas celui qui a été publié ; il n'a pas été installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Try again later. If it stays so, do not use it; Details says more.</source>
        <translation>Réessayez plus tard. Si cela persiste, ne l'utilisez pas ; Détails en dit plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This cannot be done with this model.</source>
        <translation>Ce n'est pas possible avec ce modèle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Details says why.</source>
        <translation>Détails dit pourquoi.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The disk is full. Nothing was left half-written.</source>
        <translation>Le disque est plein. Rien n'a été écrit à moitié.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Free some space, then try again.</source>
        <translation>Libérez de la place, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The models folder cannot be written to.</source>
        <translation>Le dossier des modèles n'est pas accessible en écriture.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose another models folder in the HSFM options; Details says which one is used now.</source>
        <translation>Choisissez un autre dossier des modèles dans les options de HSFM ; Détails dit lequel sert maintenant.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The model could not be written.</source>
        <translation>Le modèle n'a pas pu être écrit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Check that the models folder exists and its disk is healthy.</source>
        <translation>Vérifiez que le dossier des modèles existe et que son disque est sain.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Download, copy or export it again.</source>
        <translation>Téléchargez-le, copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This file cannot be read as a spectral library.</source>
        <translation>Ce fichier ne peut pas être lu comme une bibliothèque spectrale.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose an ENVI, CSV, USGS, ECOSTRESS or EnMAP-Box library.</source>
        <translation>Choisissez une bibliothèque ENVI, CSV, USGS, ECOSTRESS ou EnMAP-Box.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>This library ends too early or is damaged.</source>
        <translation>Cette bibliothèque se termine trop tôt ou est endommagée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The header describes another library than the file beside it.</source>
        <translation>L'en-tête décrit une autre bibliothèque que le fichier à côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>The spectra or the scene have no wavelengths.</source>
        <translation>Les spectres ou la scène n'ont pas de longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Export the library with its wavelengths; the tool tip says what is missing.</source>
        <translation>Exportez la bibliothèque avec ses longueurs d'onde ; l'infobulle dit ce qui manque.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>No spectrum of this library covers the bands of the scene.</source>
        <translation>Aucun spectre de cette bibliothèque ne couvre les bandes de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/file_sentences.py"/>
        <source>Choose a library that was measured at the wavelengths of the scene.</source>
        <translation>Choisissez une bibliothèque mesurée aux longueurs d'onde de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/advanced.py"/>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>Joins several detectors that fail in different places; needs no setting</source>
        <translation>Réunit plusieurs détecteurs qui échouent à des endroits différents ; sans réglage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How far a pixel is from the mean of the whole scene (Reed and Xiaoli)</source>
        <translation>À quelle distance un pixel est de la moyenne de toute la scène (Reed et Xiaoli)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How far a pixel is from the pixels around it; finds small objects</source>
        <translation>À quelle distance un pixel est de ceux qui l'entourent ; trouve les petits objets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>RX in what the bands hold besides noise</source>
        <translation>RX dans ce que les bandes contiennent hors du bruit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How badly the pixels around it can be mixed to make a pixel</source>
        <translation>À quel point les pixels voisins se mélangent mal pour former un pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How few random cuts set a pixel apart from the others</source>
        <translation>Combien peu de coupes aléatoires isolent un pixel des autres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>How badly a small network that learns the scene can repeat a pixel</source>
        <translation>À quel point un petit réseau qui apprend la scène répète mal un pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>RX in the features of the backbone that is chosen in the panel</source>
        <translation>RX dans les caractéristiques du backbone choisi dans le panneau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>A network for anomalies; needs weights from Models, and a GPU to be fast</source>
        <translation>Un réseau pour les anomalies ; demande des poids de « Modèles », et un GPU pour être rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/anomaly_detectors.py"/>
        <source>Get HyperSIGMA in Models first.</source>
        <translation>Obtenez d'abord HyperSIGMA dans « Modèles ».</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Whole scene</source>
        <translation>Scène entière</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Map canvas</source>
        <translation>Canevas de carte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/area_choice.py"/>
        <source>Of a polygon layer, the selected polygons count, else all.</source>
        <translation>D'une couche de polygones comptent les polygones sélectionnés, sinon tous.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>Spectra (no download)</source>
        <translation>Spectres (sans téléchargement)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} (bundled)</source>
        <translation>{} (inclus)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>Get more…</source>
        <translation>En obtenir d'autres…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} – does not fit</source>
        <translation>{} – ne convient pas</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} is not installed any more. The backbone is now {}.</source>
        <translation>{} n'est plus installé. Le backbone est maintenant {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/backbone_choice.py"/>
        <source>{} does not fit this scene; the list of backbones says why. The backbone is now {}.</source>
        <translation>{} ne convient pas à cette scène ; la liste des backbones dit pourquoi. Le backbone est maintenant {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>measured on a part of the {} polygons that was kept aside</source>
        <translation>mesuré sur une partie des {} polygones mise de côté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>{} polygons held out in {} folds</source>
        <translation>{} polygones mis de côté en {} plis</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>{} polygons held out in {} folds, {} times</source>
        <translation>{} polygones mis de côté en {} plis, {} fois</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Overall {}</source>
        <translation>Globale {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>kappa {}</source>
        <translation>kappa {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>confidence off by {} %</source>
        <translation>confiance décalée de {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Expected calibration error: {} %, {} % before calibration.</source>
        <translation>Erreur de calibration attendue : {} %, {} % avant calibration.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Class sets at {} % error held the true class of {} % of the held-out pixels, with {} classes on average.</source>
        <translation>Les ensembles de classes à {} % d'erreur contenaient la vraie classe de {} % des pixels mis de côté, avec {} classes en moyenne.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Held-out pixels lie {} pixels from the nearest training pixel.</source>
        <translation>Les pixels mis de côté sont à {} pixels du pixel d'entraînement le plus proche.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>without fine-tuning</source>
        <translation>sans ajustement fin</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}. &lt;b&gt;The best of them is as good.&lt;/b&gt;</source>
        <translation>Référence : {}. &lt;b&gt;La meilleure fait aussi bien.&lt;/b&gt;</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}</source>
        <translation>Référence : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Baseline: {}. &lt;b&gt;Here {} was better.&lt;/b&gt;</source>
        <translation>Référence : {}. &lt;b&gt;Ici, {} était meilleur.&lt;/b&gt;</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Measured on polygons that were not trained on: the polygons are split into groups that lie apart, and each group is predicted from the others.</source>
        <translation>Mesuré sur des polygones qui n'ont pas servi à l'entraînement : ils sont répartis en groupes éloignés, et chaque groupe est prédit à partir des autres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Balanced accuracy of other classifiers on the same bands and splits</source>
        <translation>Exactitude équilibrée d'autres classifieurs sur les mêmes bandes et répartitions</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Area (ha)</source>
        <translation>Surface (ha)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Report…</source>
        <translation>Rapport…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Confusion…</source>
        <translation>Confusion…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Save Head…</source>
        <translation>Enregistrer le classifieur…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Which classes are taken for which</source>
        <translation>Quelles classes sont prises pour lesquelles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Writes accuracy, map, spectra and how all was made into one HTML file</source>
        <translation>Écrit exactitude, carte, spectres et la façon dont tout a été fait dans un fichier HTML</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>The report is being written.</source>
        <translation>Le rapport est en cours d'écriture.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Writing…</source>
        <translation>Écriture…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Keeps the classifier, to map other scenes with it</source>
        <translation>Garde le classifieur, pour cartographier d'autres scènes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>The accuracy is unknown: there is too little to hold out. Draw polygons of each class in several places.</source>
        <translation>L'exactitude est inconnue : il y a trop peu à mettre de côté. Dessinez des polygones de chaque classe à plusieurs endroits.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_results.py"/>
        <source>Balanced accuracy &lt;b&gt;{}&lt;/b&gt; · {}</source>
        <translation>Exactitude équilibrée &lt;b&gt;{}&lt;/b&gt; · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Polygons</source>
        <translation>Polygones</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Pixels</source>
        <translation>Pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Click to change the colour of {}</source>
        <translation>Cliquer pour changer la couleur de {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{}: click to draw in this class, double-click to rename</source>
        <translation>{} : un clic dessine dans cette classe, un double-clic renomme</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Few labels: the accuracy of this class will be uncertain. Draw a few more.</source>
        <translation>Peu d'étiquettes : l'exactitude de cette classe sera incertaine. Dessinez-en quelques-unes de plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{0} of the polygons of {1} look unlike the rest of the class: their spectra are far from its spectra. They may be labelled wrongly, or show a part of the class of which there is little. Click to see one after the other.</source>
        <translation>{0} des polygones de {1} ne ressemblent pas au reste de la classe : leurs spectres en sont loin. Ils sont peut-être mal étiquetés, ou montrent une part rare de la classe. Cliquez pour les voir l'un après l'autre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>{} far</source>
        <translation>{} loin</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Colour of {}</source>
        <translation>Couleur de {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Draw</source>
        <translation>Dessiner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Change Colour…</source>
        <translation>Changer la couleur…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Show Polygons Far from the Class</source>
        <translation>Montrer les polygones loin de la classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/class_table.py"/>
        <source>Delete Class…</source>
        <translation>Supprimer la classe…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Hides pixels of the class map whose class is less sure than this</source>
        <translation>Masque les pixels de la carte dont la classe est moins sûre que cela</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Nothing hidden</source>
        <translation>Rien de masqué</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confidence_slider.py"/>
        <source>Hide below {} %</source>
        <translation>Masquer sous {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>reference \ predicted</source>
        <translation>référence \ prédiction</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>{} % of the {} pixels were mapped as {}</source>
        <translation>{} % des {} pixels ont été cartographiés comme {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>Pixels of held-out polygons. Rows are the reference, columns what was predicted.</source>
        <translation>Pixels de polygones mis de côté. Les lignes sont la référence, les colonnes la prédiction.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/confusion_dialog.py"/>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains a classifier on what the backbone makes of each pixel. Seconds; a few polygons a class are enough.</source>
        <translation>Entraîne un classifieur sur ce que le backbone fait de chaque pixel. Quelques secondes ; quelques polygones par classe suffisent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains a small network that also sees the surroundings of a pixel. Minutes; for dozens of polygons a class and classes that differ in texture.</source>
        <translation>Entraîne un petit réseau qui voit aussi l'entourage d'un pixel. Quelques minutes ; pour des dizaines de polygones par classe et des classes qui diffèrent par la texture.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains the first layer of the backbone, which reads the bands, and the classifier. Minutes, best on a GPU.</source>
        <translation>Entraîne la première couche du backbone, qui lit les bandes, et le classifieur. Quelques minutes, de préférence sur un GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains small additions to the attention of the backbone (low-rank adapters). Minutes to hours, best on a GPU.</source>
        <translation>Entraîne de petits ajouts à l'attention du backbone (adaptateurs de rang faible). De minutes à heures, de préférence sur un GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>Trains all weights of the backbone. For hundreds of polygons; hours without a GPU.</source>
        <translation>Entraîne tous les poids du backbone. Pour des centaines de polygones ; des heures sans GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>{} has no attention. Choose another depth.</source>
        <translation>{} n'a pas d'attention. Choisissez une autre profondeur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/depth_choice.py"/>
        <source>{} has no weights to train. Choose another backbone.</source>
        <translation>{} n'a pas de poids à entraîner. Choisissez un autre backbone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/details_dialog.py"/>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>HSFM Detections</source>
        <translation>Détections HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Hide flagged</source>
        <translation>Masquer les suspectes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Only unmarked</source>
        <translation>Non marquées seulement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Up and down go from row to row. R marks what is real, F what is false, Space takes the mark away, Ctrl+Z takes the last marking back. A click also shows both spectra.</source>
        <translation>Haut et Bas changent de ligne. R marque le vrai, F le faux, Espace retire la marque, Ctrl+Z annule le dernier marquage. Un clic montre aussi les deux spectres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real</source>
        <translation>Vraie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>False</source>
        <translation>Fausse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Unmark</source>
        <translation>Démarquer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Marks the chosen rows as real (R)</source>
        <translation>Marque les lignes choisies comme vraies (R)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Marks the chosen rows as false (F)</source>
        <translation>Marque les lignes choisies comme fausses (F)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Takes the marks of the chosen rows away (Space)</source>
        <translation>Retire les marques des lignes choisies (Espace)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Use</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Searches with what you marked as real, or labels with it</source>
        <translation>Cherche avec ce que vous avez marqué comme vrai, ou l'étiquette</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Saves the list, or what you marked as real</source>
        <translation>Enregistre la liste, ou ce que vous avez marqué comme vrai</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Find More Like the Real Ones</source>
        <translation>Trouver plus comme les vraies</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as Labels of Class</source>
        <translation>Les vraies comme étiquettes de la classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All as GeoPackage…</source>
        <translation>Tout en GeoPackage…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All as CSV…</source>
        <translation>Tout en CSV…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as GeoPackage…</source>
        <translation>Les vraies en GeoPackage…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Real Ones as CSV…</source>
        <translation>Les vraies en CSV…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>New Class</source>
        <translation>Nouvelle classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} shown</source>
        <translation>{} montrées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} flagged</source>
        <translation>{} suspectes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>{} marked</source>
        <translation>{} marquées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Detections</source>
        <translation>Détections</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>HSFM Detections – {}</source>
        <translation>Détections HSFM – {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>All rows are hidden. Untick a box above to see them.</source>
        <translation>Toutes les lignes sont masquées. Décochez une case ci-dessus pour les voir.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Map anomalies or targets in the panel; what is found is listed here.</source>
        <translation>Cartographiez des anomalies ou des cibles dans le panneau ; ce qui est trouvé est listé ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_dock.py"/>
        <source>Nothing lies above the threshold. Move the slider in the results to the left.</source>
        <translation>Rien n'est au-dessus du seuil. Déplacez le curseur des résultats vers la gauche.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_follow.py"/>
        <source>HSFM: list detections</source>
        <translation>HSFM : lister les détections</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_follow.py"/>
        <source>Replace the list</source>
        <translation>Remplacer la liste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_menu.py"/>
        <source>Open as List</source>
        <translation>Ouvrir comme liste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>stripe</source>
        <translation>rayure</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Runs along a column of the sensor: likely a stripe</source>
        <translation>Suit une colonne du capteur : sans doute une rayure</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>bad pixel</source>
        <translation>mauvais pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>One band stands out in very few columns: likely a bad pixel</source>
        <translation>Une bande ressort dans très peu de colonnes : sans doute un mauvais pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>edge</source>
        <translation>bord</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>At the edge of the scene, of a cloud or of masked pixels</source>
        <translation>Au bord de la scène, d'un nuage ou de pixels masqués</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>real</source>
        <translation>vraie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>false</source>
        <translation>fausse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Flag</source>
        <translation>Signalement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Mark</source>
        <translation>Marque</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Rank: 1 has the highest score</source>
        <translation>Rang : 1 a le score le plus haut</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>The highest score of its pixels</source>
        <translation>Le score le plus haut de ses pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>How many pixels it has</source>
        <translation>Combien de pixels elle a</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>How far its mean spectrum is from that of its surroundings</source>
        <translation>À quelle distance son spectre moyen est de celui de l'entourage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>What speaks against it</source>
        <translation>Ce qui parle contre elle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>What you say of it</source>
        <translation>Ce que vous en dites</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Row {} and column {}, from 0</source>
        <translation>Ligne {} et colonne {}, à partir de 0</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_model.py"/>
        <source>Marked as {}</source>
        <translation>Marquée comme {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_threshold.py"/>
        <source>How many ordinary pixels may lie above the threshold. To the right there are fewer false alarms, and faint finds are missed. The map follows at once, the list when you let go.</source>
        <translation>Combien de pixels ordinaires peuvent être au-dessus du seuil. À droite, moins de fausses alarmes, et le faible est manqué. La carte suit aussitôt, la liste quand vous relâchez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_threshold.py"/>
        <source>False alarms: 1 in {}</source>
        <translation>Fausses alarmes : 1 sur {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_use.py"/>
        <source>Label detections as {}</source>
        <translation>Étiqueter les détections comme {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} takes no polygons. Choose or make a label layer that does.</source>
        <translation>{} n'accepte pas de polygones. Choisissez ou créez une couche d'étiquettes qui en accepte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} objects are labels now. Undo takes them back, saving keeps them.</source>
        <translation>{} objets sont maintenant des étiquettes. Annuler les retire, enregistrer les garde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>1 object is a label now. Undo takes it back, saving keeps it.</source>
        <translation>1 objet est maintenant une étiquette. Annuler le retire, enregistrer le garde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Export Detections</source>
        <translation>Exporter les détections</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} is there already. Choose that file itself to replace it.</source>
        <translation>{} existe déjà. Choisissez ce fichier lui-même pour le remplacer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>{} is the list itself. Choose another name.</source>
        <translation>{} est la liste elle-même. Choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Export detections</source>
        <translation>Exporter les détections</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_uses.py"/>
        <source>Saved in {}</source>
        <translation>Enregistré dans {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>Object {}</source>
        <translation>Objet {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>Surroundings of {}</source>
        <translation>Entourage de {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detection_view.py"/>
        <source>This place cannot be shown. Choose another CRS for the project.</source>
        <translation>Ce lieu ne peut pas être montré. Choisissez un autre SCR pour le projet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>The list follows once the edits of its layer are saved or discarded.</source>
        <translation>La liste suit dès que les modifications de sa couche sont enregistrées ou abandonnées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>Listing…</source>
        <translation>Liste en cours…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/detections.py"/>
        <source>This list is still that of another threshold.</source>
        <translation>Cette liste est encore celle d'un autre seuil.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/dock.py"/>
        <source>This place cannot be shown. Choose the scene of the map in step 1.</source>
        <translation>Ce lieu ne peut pas être montré. Choisissez la scène de la carte à l'étape 1.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>The head is saved as {}.</source>
        <translation>Le classifieur est enregistré sous {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is now called {}.</source>
        <translation>{} s'appelle maintenant {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is deleted.</source>
        <translation>{} est supprimé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is deleted. It was in use: train or load another head to go on.</source>
        <translation>{} est supprimé. Il était utilisé : entraînez ou chargez un autre classifieur pour continuer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>Export {}</source>
        <translation>Exporter {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>{} is exported to {}</source>
        <translation>{} est exporté vers {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads.py"/>
        <source>HSFM: {}</source>
        <translation>HSFM : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Saved heads</source>
        <translation>Classifieurs enregistrés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>No head is saved yet. Train, then save the head here.</source>
        <translation>Aucun classifieur n'est encore enregistré. Entraînez, puis enregistrez-le ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Name for the head that is used now</source>
        <translation>Nom du classifieur utilisé maintenant</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Select a head first.</source>
        <translation>Choisissez d'abord un classifieur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Type a name first.</source>
        <translation>Saisissez d'abord un nom.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete Head</source>
        <translation>Supprimer le classifieur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete the head {}?</source>
        <translation>Supprimer le classifieur {} ?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Maps that were made with it stay.</source>
        <translation>Les cartes faites avec lui restent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Export Head</source>
        <translation>Exporter le classifieur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>HSFM heads</source>
        <translation>Classifieurs HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_dialog.py"/>
        <source>Import Head</source>
        <translation>Importer un classifieur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Load Head</source>
        <translation>Charger un classifieur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Uses a classifier that was trained before, or an ONNX segmentation model</source>
        <translation>Utilise un classifieur entraîné auparavant, ou un modèle de segmentation ONNX</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>From File…</source>
        <translation>Depuis un fichier…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Manage…</source>
        <translation>Gérer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>HSFM heads and ONNX models</source>
        <translation>Classifieurs HSFM et modèles ONNX</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Balanced accuracy {}</source>
        <translation>Exactitude équilibrée {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Backbone: {}</source>
        <translation>Backbone : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/heads_menu.py"/>
        <source>Trained on {}</source>
        <translation>Entraîné sur {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help.py"/>
        <source>HSFM Help</source>
        <translation>Aide de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help.py"/>
        <source>Help on this part</source>
        <translation>Aide sur cette partie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>Forward</source>
        <translation>Avancer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/help_browser.py"/>
        <source>All topics</source>
        <translation>Tous les sujets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>It has not ended yet.</source>
        <translation>Elle n'est pas encore finie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>What is removed cannot be removed again.</source>
        <translation>Ce qui est retiré ne peut pas l'être de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>The engine is not set up. Set it up in the first line of the panel.</source>
        <translation>Le moteur n'est pas installé. Installez-le à la première ligne du panneau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>{} is done.</source>
        <translation>{} est fini.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>Another model is being worked on. Try again when it is done.</source>
        <translation>Un autre modèle est en cours. Réessayez quand il sera fini.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_again.py"/>
        <source>This model is not on the list any more. Choose one in the Models section.</source>
        <translation>Ce modèle n'est plus dans la liste. Choisissez-en un dans la section Modèles.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>1 job runs</source>
        <translation>1 tâche en cours</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>{} jobs run</source>
        <translation>{} tâches en cours</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>1 job waits</source>
        <translation>1 tâche en attente</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_button.py"/>
        <source>{} jobs wait</source>
        <translation>{} tâches en attente</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_details.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>HSFM Jobs</source>
        <translation>Tâches HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Nothing was run yet. Maps, trainings and downloads appear here.</source>
        <translation>Rien n'a encore été exécuté. Cartes, entraînements et téléchargements apparaissent ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Show on Map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Open Folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Run Again</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Cancel Job</source>
        <translation>Annuler la tâche</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Copy Log</source>
        <translation>Copier le journal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Clear Finished</source>
        <translation>Effacer les finies</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Forgets the jobs that have ended; their files stay</source>
        <translation>Oublie les tâches finies ; leurs fichiers restent</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>The list of earlier jobs was damaged; what could not be read is left out.</source>
        <translation>La liste des tâches précédentes était endommagée ; ce qui n'a pas pu être lu est laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>The jobs cannot be kept: the profile folder of QGIS cannot be written. The list ends with this session.</source>
        <translation>Les tâches ne peuvent pas être gardées : le dossier de profil de QGIS n'est pas accessible en écriture. La liste finit avec cette session.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>Select a job first.</source>
        <translation>Choisissez d'abord une tâche.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_dialog.py"/>
        <source>It has ended.</source>
        <translation>Elle est finie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Job</source>
        <translation>Tâche</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Scene</source>
        <translation>Scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Took</source>
        <translation>Durée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_model.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>This version of HSFM does not know the task “{}” any more. Start it from the panel.</source>
        <translation>Cette version de HSFM ne connaît plus le traitement « {} ». Lancez-le depuis le panneau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>Its answer is numbers, which this list does not keep. Start it from the Processing toolbox.</source>
        <translation>Son résultat, ce sont des nombres, que cette liste ne garde pas. Lancez-la depuis la boîte à outils de traitements.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>This run ended before its labels or polygons were copied for the engine. Start it from the panel.</source>
        <translation>Cette tâche s'est terminée avant que ses étiquettes ou ses polygones ne soient copiés pour le moteur. Lancez-la depuis le panneau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>It fills a folder that is full now. Start it from the Processing toolbox.</source>
        <translation>Elle remplit un dossier qui est plein maintenant. Lancez-la depuis la boîte à outils de traitements.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The classifier of this run was not saved and went with its session of QGIS. Train again, or load a saved one in step 3, then start the run there.</source>
        <translation>Le classifieur de cette tâche n'a pas été enregistré et a disparu avec sa session de QGIS. Entraînez de nouveau, ou chargez-en un enregistré à l'étape 3, puis lancez la tâche là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The labels of this run were a copy that went with its session of QGIS. Choose the label layer in step 2, then click Train.</source>
        <translation>Les étiquettes de cette tâche étaient une copie qui a disparu avec sa session de QGIS. Choisissez la couche d'étiquettes à l'étape 2, puis cliquez sur Entraîner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The polygons of this run were a copy that went with its session of QGIS. Choose them in step 3, then start the run there.</source>
        <translation>Les polygones de cette tâche étaient une copie qui a disparu avec sa session de QGIS. Choisissez-les à l'étape 3, puis lancez la tâche là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The scene {} is not there any more. Put it back, then try again.</source>
        <translation>La scène {} n'est plus là. Remettez-la en place, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_request.py"/>
        <source>The file {} is not there any more. Put it back, then try again.</source>
        <translation>Le fichier {} n'est plus là. Remettez-le en place, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>This job has made no map.</source>
        <translation>Cette tâche n'a fait aucune carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>This job has written no file.</source>
        <translation>Cette tâche n'a écrit aucun fichier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>{} is not there any more. Put it back, or click Run Again to make it once more.</source>
        <translation>{} n'est plus là. Remettez-le en place, ou cliquez sur Relancer pour le refaire.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>QGIS cannot open the files of this job. Click Run Again.</source>
        <translation>QGIS ne peut pas ouvrir les fichiers de cette tâche. Cliquez sur Relancer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>The folder {} is not there any more.</source>
        <translation>Le dossier {} n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_show.py"/>
        <source>The file manager could not be opened. The files are in {}.</source>
        <translation>Le gestionnaire de fichiers n'a pas pu être ouvert. Les fichiers sont dans {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Queued</source>
        <translation>En attente</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Done</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>waits for its turn</source>
        <translation>attend son tour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Not responding for {} s</source>
        <translation>Ne répond plus depuis {} s</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>nothing was written</source>
        <translation>rien n'a été écrit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>It waits until the engine is free.</source>
        <translation>Elle attend que le moteur soit libre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>It was cancelled; nothing was written.</source>
        <translation>Elle a été annulée ; rien n'a été écrit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Done in {}.</source>
        <translation>Terminée en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Task</source>
        <translation>Traitement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/jobs_words.py"/>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_counting.py"/>
        <source>Count labels</source>
        <translation>Compter les étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>Label here next</source>
        <translation>Étiqueter ici ensuite</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>Places where the classifier is least sure and that are least like your labels. A click goes there and takes up the drawing tool.</source>
        <translation>Lieux où le classifieur est le moins sûr et qui ressemblent le moins à vos étiquettes. Un clic y va et prend l'outil de dessin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source>{} % unsure</source>
        <translation>{} % incertain</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_next.py"/>
        <source> · {} % unlike anything labelled</source>
        <translation> · {} % différent de tout ce qui est étiqueté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Class {}</source>
        <translation>Classe {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Choose or make a label layer first.</source>
        <translation>Choisissez ou créez d'abord une couche d'étiquettes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Add a class first.</source>
        <translation>Ajoutez d'abord une classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>This layer holds points. Make a new label layer to draw areas, or use Point.</source>
        <translation>Cette couche contient des points. Créez une nouvelle couche d'étiquettes pour des surfaces, ou utilisez Point.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/label_work.py"/>
        <source>Choose a scene first: this tool labels its pixels.</source>
        <translation>Choisissez d'abord une scène : cet outil étiquette ses pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose a layer</source>
        <translation>Choisir une couche</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Polygons or points with a class in one of their fields</source>
        <translation>Polygones ou points avec une classe dans un de leurs champs</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>New</source>
        <translation>Nouveau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Class field</source>
        <translation>Champ de classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Makes an empty label layer for this scene in the results folder</source>
        <translation>Crée une couche d'étiquettes vide pour cette scène dans le dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose a scene first.</source>
        <translation>Choisissez d'abord une scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Draw a few polygons for each class.</source>
        <translation>Dessinez quelques polygones pour chaque classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{0} has {1} different values; choose another class field.</source>
        <translation>{0} a {1} valeurs différentes ; choisissez un autre champ de classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Choose the field that holds the class.</source>
        <translation>Choisissez le champ qui contient la classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>no class field</source>
        <translation>aucun champ de classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Reading the labels…</source>
        <translation>Lecture des étiquettes…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>reading…</source>
        <translation>lecture…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>You have labels for one class. Draw at least one polygon of another class to train.</source>
        <translation>Vous avez des étiquettes d'une classe. Dessinez au moins un polygone d'une autre classe pour entraîner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Few labels for {}. Draw some more.</source>
        <translation>Peu d'étiquettes pour {}. Dessinez-en d'autres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>1 class</source>
        <translation>1 classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{} classes</source>
        <translation>{} classes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>1 polygon</source>
        <translation>1 polygone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>{} polygons</source>
        <translation>{} polygones</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click on pixels.</source>
        <translation>Dessin de {} : cliquez sur des pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click on the map, right-click to finish a polygon.</source>
        <translation>Dessin de {} : cliquez sur la carte, clic droit pour finir un polygone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: press and drag over pixels. Esc stops.</source>
        <translation>Dessin de {} : appuyez et glissez sur des pixels. Échap arrête.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Drawing {}: click a pixel, then set how different its like may be.</source>
        <translation>Dessin de {} : cliquez un pixel, puis réglez à quel point ses semblables peuvent différer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Save your edits to keep the labels in {}.</source>
        <translation>Enregistrez vos modifications pour garder les étiquettes dans {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>A class map holds at most {} classes.</source>
        <translation>Une carte de classes contient au plus {} classes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>The map's CRS cannot show this place. Choose another CRS for the project.</source>
        <translation>Le SCR de la carte ne peut pas montrer ce lieu. Choisissez un autre SCR pour le projet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>This layer cannot be edited. Make a new label layer to draw.</source>
        <translation>Cette couche ne peut pas être modifiée. Créez une nouvelle couche d'étiquettes pour dessiner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>The name is empty or taken, or the layer cannot be edited.</source>
        <translation>Le nom est vide ou pris, ou la couche ne peut pas être modifiée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Delete the class {} and its {} polygons?</source>
        <translation>Supprimer la classe {} et ses {} polygones ?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/labels_section.py"/>
        <source>Delete Class</source>
        <translation>Supprimer la classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_layers.py"/>
        <source>This list is of another scene. Open {} first.</source>
        <translation>Cette liste est d'une autre scène. Ouvrez d'abord {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>Shows the new list here; the marks of this one stay</source>
        <translation>Montre ici la nouvelle liste ; les marques de celle-ci restent</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/list_offer.py"/>
        <source>There is a new list: {}</source>
        <translation>Il y a une nouvelle liste : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Area</source>
        <translation>Zone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>training…</source>
        <translation>entraînement…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>trained</source>
        <translation>entraîné</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping the cover…</source>
        <translation>cartographie du couvert…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>cover mapped</source>
        <translation>couvert cartographié</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping traits…</source>
        <translation>cartographie des traits…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>traits mapped</source>
        <translation>traits cartographiés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping classes…</source>
        <translation>cartographie des classes…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>classes mapped</source>
        <translation>classes cartographiées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping anomalies…</source>
        <translation>cartographie des anomalies…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>anomalies mapped</source>
        <translation>anomalies cartographiées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>searching the target…</source>
        <translation>recherche de la cible…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>target searched</source>
        <translation>cible recherchée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>saving the map…</source>
        <translation>enregistrement de la carte…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>similarity mapped</source>
        <translation>similarité cartographiée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>mapping clouds…</source>
        <translation>cartographie des nuages…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>clouds mapped</source>
        <translation>nuages cartographiés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>cancelled, nothing was written</source>
        <translation>annulé, rien n'a été écrit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>ready to train</source>
        <translation>prêt à entraîner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>ready for Quick Map</source>
        <translation>prêt pour la carte rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/map_section.py"/>
        <source>Stops and keeps the best</source>
        <translation>Arrête et garde le meilleur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>The engine is not set up yet.</source>
        <translation>Le moteur n'est pas encore installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Wait until the running task is done, or cancel it.</source>
        <translation>Attendez que la tâche en cours soit finie, ou annulez-la.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Quick Map</source>
        <translation>Carte rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Traits</source>
        <translation>Traits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>{} needs reflectance, and this scene holds radiance. Open the L2A of this scene.</source>
        <translation>{} demande de la réflectance, et cette scène contient de la luminance. Ouvrez le L2A de cette scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>{} needs to know the wavelengths of the bands. Keep the header file of this raster beside it, then open it again.</source>
        <translation>{} doit connaître les longueurs d'onde des bandes. Gardez le fichier d'en-tête de ce raster à côté, puis rouvrez-le.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Draw a few polygons for each class first.</source>
        <translation>Dessinez d'abord quelques polygones pour chaque classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Libraries hold reflectance, and this scene holds radiance. Open the L2A of this scene, or take the target from pixels.</source>
        <translation>Les bibliothèques contiennent de la réflectance, et cette scène de la luminance. Ouvrez le L2A de cette scène, ou prenez la cible dans des pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>A library needs to know the wavelengths of the bands. Keep the header file of this raster beside it, or take the target from pixels.</source>
        <translation>Une bibliothèque doit connaître les longueurs d'onde des bandes. Gardez le fichier d'en-tête de ce raster à côté, ou prenez la cible dans des pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Train first, or load a head.</source>
        <translation>Entraînez d'abord, ou chargez un classifieur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/missing.py"/>
        <source>Get the SpecTf model in Models first.</source>
        <translation>Obtenez d'abord le modèle SpecTf dans « Modèles ».</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>HSFM cannot download this one by itself: get its file from its page, then choose Import…</source>
        <translation>HSFM ne peut pas télécharger celui-ci : prenez son fichier sur sa page, puis choisissez Importer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>I have read the terms and may use this model</source>
        <translation>J'ai lu les conditions et je peux utiliser ce modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_details.py"/>
        <source>Its publisher does not say clearly who may use it; that is for you to judge.</source>
        <translation>Son éditeur ne dit pas clairement qui peut l'utiliser ; c'est à vous d'en juger.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Model, good for</source>
        <translation>Modèle, bon pour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Size, licence</source>
        <translation>Taille, licence</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Installed</source>
        <translation>Installé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_list.py"/>
        <source>{}, licence: {}</source>
        <translation>{}, licence : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>bundled</source>
        <translation>inclus</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>about {}</source>
        <translation>environ {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>size unknown</source>
        <translation>taille inconnue</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>part of HSFM</source>
        <translation>partie de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>unclear</source>
        <translation>peu claire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>not stated</source>
        <translation>non précisée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>{} million</source>
        <translation>{} millions</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Does not fit this scene:</source>
        <translation>Ne convient pas à cette scène :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Trained on</source>
        <translation>Entraîné sur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Tested</source>
        <translation>Testé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Fails where</source>
        <translation>Échoue où</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Notes</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Page of the model</source>
        <translation>Page du modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>unclear – {}</source>
        <translation>peu claire – {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Good for:</source>
        <translation>Bon pour :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Licence:</source>
        <translation>Licence :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Sensor:</source>
        <translation>Capteur :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Bands:</source>
        <translation>Bandes :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Parameters:</source>
        <translation>Paramètres :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Made from:</source>
        <translation>Fait à partir de :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/model_words.py"/>
        <source>Paper:</source>
        <translation>Article :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>HSFM: list models</source>
        <translation>HSFM : lister les modèles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>HSFM: show model</source>
        <translation>HSFM : montrer le modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>{} is removed.</source>
        <translation>{} est retiré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models.py"/>
        <source>{} is installed ({}).</source>
        <translation>{} est installé ({}).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Get</source>
        <translation>Obtenir</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Reading the list…</source>
        <translation>Lecture de la liste…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>The list of models could not be read.</source>
        <translation>La liste des modèles n'a pas pu être lue.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>getting a model…</source>
        <translation>obtention d'un modèle…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>importing…</source>
        <translation>importation…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>removing…</source>
        <translation>retrait…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>{} installed</source>
        <translation>{} installés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Installs a checkpoint file that you have; nothing in it is executed</source>
        <translation>Installe un fichier checkpoint que vous avez ; rien n'y est exécuté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Downloads and installs it</source>
        <translation>Le télécharge et l'installe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Deletes it from this computer</source>
        <translation>Le supprime de cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Wait until the model is there, or cancel its download.</source>
        <translation>Attendez que le modèle soit là, ou annulez son téléchargement.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Select a model in the list first.</source>
        <translation>Choisissez d'abord un modèle dans la liste.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This model is installed.</source>
        <translation>Ce modèle est installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This one is part of HSFM and is missing. Install HSFM again.</source>
        <translation>Celui-ci fait partie de HSFM et manque. Réinstallez HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Get its file from its page, then choose Import…</source>
        <translation>Prenez son fichier sur sa page, puis choisissez Importer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Read its terms and tick the box above first.</source>
        <translation>Lisez ses conditions et cochez d'abord la case ci-dessus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This model is not installed.</source>
        <translation>Ce modèle n'est pas installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>This one is part of HSFM.</source>
        <translation>Celui-ci fait partie de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Import Model</source>
        <translation>Importer un modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove Model</source>
        <translation>Retirer le modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Remove {} ({})?</source>
        <translation>Retirer {} ({}) ?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/models_section.py"/>
        <source>Its weights are deleted from this computer. Heads trained with it need it.</source>
        <translation>Ses poids sont supprimés de cet ordinateur. Les classifieurs entraînés avec lui en ont besoin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>Retry</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>Details…</source>
        <translation>Détails…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/notices.py"/>
        <source>What happened</source>
        <translation>Ce qui s'est passé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Product…</source>
        <translation>Ouvrir un produit…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Opens an EnMAP product or another raster. You can also drop it on this panel.</source>
        <translation>Ouvre un produit EnMAP ou un autre raster. Vous pouvez aussi le déposer sur ce panneau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open File (XML, ZIP, TIF)…</source>
        <translation>Ouvrir un fichier (XML, ZIP, TIF)…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Products and rasters</source>
        <translation>Produits et rasters</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/open_button.py"/>
        <source>Open Product</source>
        <translation>Ouvrir un produit</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Computing</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>What the engine computes on; the panel's Advanced options have the same choice</source>
        <translation>Où le moteur calcule ; les options avancées du panneau ont le même choix</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>All ({})</source>
        <translation>Tous ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>How many processor cores the engine may use</source>
        <translation>Combien de cœurs du processeur le moteur peut utiliser</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source> MiB</source>
        <translation> Mio</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>How much of the scene may be in memory at a time; smaller is slower and safer.</source>
        <translation>Combien de la scène peut être en mémoire à la fois ; moins est plus lent et plus sûr.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Memory for windows</source>
        <translation>Mémoire des fenêtres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>An engine that nobody uses is stopped after this time; the next run starts it</source>
        <translation>Un moteur que personne n'utilise est arrêté après ce temps ; la tâche suivante le démarre</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Stop the engine after</source>
        <translation>Arrêter le moteur après</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_compute.py"/>
        <source>{} (not found now)</source>
        <translation>{} (introuvable maintenant)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Copy Diagnostics</source>
        <translation>Copier le diagnostic</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Versions, devices, folders and the last errors, without passwords or your name</source>
        <translation>Versions, périphériques, dossiers et dernières erreurs, sans mots de passe ni votre nom</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Open Log</source>
        <translation>Ouvrir le journal</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Nothing was logged yet</source>
        <translation>Rien n'a encore été noté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Asking the graphics driver…</source>
        <translation>Interrogation du pilote graphique…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Ask the graphics driver</source>
        <translation>Interroger le pilote graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_diagnostics.py"/>
        <source>Copied: {} lines of Markdown, without passwords or your name.</source>
        <translation>Copié : {} lignes de Markdown, sans mots de passe ni votre nom.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Open this folder</source>
        <translation>Ouvrir ce dossier</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Give the folder's whole path.</source>
        <translation>Donnez le chemin complet du dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>{} is a file, so there can be no folder of this name.</source>
        <translation>{} est un fichier, il ne peut donc pas y avoir de dossier de ce nom.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>Nothing can be written there ({}). Choose a folder of your own.</source>
        <translation>Rien ne peut être écrit là ({}). Choisissez un dossier à vous.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This is QGIS, or QGIS's own Python. Choose the python program of another environment.</source>
        <translation>C'est QGIS, ou le Python de QGIS. Choisissez le programme python d'un autre environnement.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>There is no such file.</source>
        <translation>Ce fichier n'existe pas.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This file cannot be run.</source>
        <translation>Ce fichier ne peut pas être exécuté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_fields.py"/>
        <source>This is no address; one begins with https://.</source>
        <translation>Ce n'est pas une adresse ; une adresse commence par https://.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>As in QGIS ({})</source>
        <translation>Comme dans QGIS ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>Language of HSFM</source>
        <translation>Langue de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_language.py"/>
        <source>The language changes when QGIS is started again.</source>
        <translation>La langue change au prochain démarrage de QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>pypi.org and download.pytorch.org</source>
        <translation>pypi.org et download.pytorch.org</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>A mirror that has the engine's packages, where the usual servers cannot be reached</source>
        <translation>Un miroir qui a les paquets du moteur, là où les serveurs habituels sont hors d'atteinte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>Package mirror</source>
        <translation>Miroir de paquets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>QGIS names none, so HSFM uses what the system says.</source>
        <translation>QGIS n'en nomme aucun, HSFM utilise donc ce que dit le système.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_network.py"/>
        <source>HSFM uses the one of QGIS: {}. It is set in Network.</source>
        <translation>HSFM utilise celui de QGIS : {}. Il se règle dans Réseau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>The python program of an environment</source>
        <translation>Le programme python d'un environnement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>None; HSFM's own runtime is used</source>
        <translation>Aucun ; l'environnement propre à HSFM est utilisé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Looks whether the engine can run in this Python</source>
        <translation>Vérifie si le moteur peut tourner dans ce Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Copy Command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_own_python.py"/>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>A run is under way: what you change here reaches the engine when it has ended.</source>
        <translation>Une tâche est en cours : ce que vous changez ici atteindra le moteur quand elle sera finie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>How HSFM and its engine work on this computer</source>
        <translation>Comment HSFM et son moteur travaillent sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>Not everything in the HSFM options was stored; they say why. {}</source>
        <translation>Tout n'a pas été enregistré dans les options de HSFM ; elles disent pourquoi. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_page.py"/>
        <source>The new settings reach the engine when its run has ended.</source>
        <translation>Les nouveaux paramètres atteindront le moteur quand sa tâche sera finie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Engine runtime</source>
        <translation>Environnement du moteur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Own Python</source>
        <translation>Votre Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Tests every part, and installs again what fails</source>
        <translation>Teste chaque partie, et réinstalle ce qui échoue</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>From Folder…</source>
        <translation>Depuis un dossier…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Installs without a network, from a folder that “runtime_setup bundle” has made; the help says how</source>
        <translation>Installe sans réseau, depuis un dossier fait par « runtime_setup bundle » ; l'aide dit comment</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Look for Another Python</source>
        <translation>Chercher un autre Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Shows what HSFM has put on the disk, and removes it</source>
        <translation>Montre ce que HSFM a mis sur le disque, et le retire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>The engine is at work now</source>
        <translation>Le moteur travaille en ce moment</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Update</source>
        <translation>Mettre à jour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime.py"/>
        <source>Install Again</source>
        <translation>Réinstaller</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Automatic, by the graphics card</source>
        <translation>Automatique, selon la carte graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For NVIDIA GPUs, CUDA {}</source>
        <translation>Pour les GPU NVIDIA, CUDA {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For the CPU</source>
        <translation>Pour le CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>For Apple's GPU (MPS)</source>
        <translation>Pour le GPU d'Apple (MPS)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>The engine runs in {}, which HSFM did not install.</source>
        <translation>Le moteur tourne dans {}, que HSFM n'a pas installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>No runtime of HSFM's own is installed.</source>
        <translation>Aucun environnement propre à HSFM n'est installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Installed: PyTorch {} {}, Python {}</source>
        <translation>Installé : PyTorch {} {}, Python {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Folder: {}</source>
        <translation>Dossier : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Install Again puts the chosen build of PyTorch in its place.</source>
        <translation>« Réinstaller » met à sa place la version de PyTorch choisie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_runtime_words.py"/>
        <source>Computes on: {}</source>
        <translation>Calcule sur : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for results</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>HSFM folder beside the project, else in your documents</source>
        <translation>Dossier HSFM à côté du projet, sinon dans vos documents</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for models</source>
        <translation>Dossier des modèles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>HSFM's own folder</source>
        <translation>Dossier propre à HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Folder for caches</source>
        <translation>Dossier du cache</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Automatic ({} MiB)</source>
        <translation>Automatique ({} Mio)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>How large the features of scenes that are kept for the next run may become</source>
        <translation>Taille maximale des caractéristiques de scènes gardées pour la tâche suivante</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Empty Cache</source>
        <translation>Vider le cache</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Removes what the engine can make again: features of scenes, unpacked products, converted networks and the state of interrupted trainings</source>
        <translation>Retire ce que le moteur peut refaire : caractéristiques de scènes, produits décompressés, réseaux convertis et état d'entraînements interrompus</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Cache limit</source>
        <translation>Limite du cache</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Measuring…</source>
        <translation>Mesure…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>{} used now</source>
        <translation>{} utilisés maintenant</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/options_storage.py"/>
        <source>Empty now</source>
        <translation>Vide maintenant</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>PyTorch, 16 bit (bfloat16)</source>
        <translation>PyTorch, 16 bits (bfloat16)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>PyTorch, 16 bit (float16)</source>
        <translation>PyTorch, 16 bits (float16)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>ONNX Runtime, 8 bit</source>
        <translation>ONNX Runtime, 8 bits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Linear</source>
        <translation>Linéaire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Fast (classifier only)</source>
        <translation>Rapide (classifieur seul)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>With surroundings</source>
        <translation>Avec l'entourage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Adapter</source>
        <translation>Adaptateur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Whole backbone</source>
        <translation>Backbone entier</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Global (RX)</source>
        <translation>Global (RX)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Local (RX in windows)</source>
        <translation>Local (RX par fenêtres)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Subspace (RX without noise)</source>
        <translation>Sous-espace (RX sans bruit)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Collaborative</source>
        <translation>Collaboratif</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Isolation forest</source>
        <translation>Isolation forest</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>Autoencoder</source>
        <translation>Auto-encodeur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>RX of the backbone's features</source>
        <translation>RX des caractéristiques du backbone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/parameter_form.py"/>
        <source>HyperSIGMA</source>
        <translation>HyperSIGMA</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>The preview comes back when the labels change.</source>
        <translation>L'aperçu revient quand les étiquettes changent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Comes back when labels change.</source>
        <translation>Revient avec les étiquettes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Draw polygons of two classes.</source>
        <translation>Dessinez des polygones de deux classes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>The map canvas shows nothing of the scene. Zoom to it for a preview.</source>
        <translation>Le canevas ne montre rien de la scène. Zoomez sur elle pour un aperçu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Zoom to the scene for a preview.</source>
        <translation>Zoomez sur la scène pour un aperçu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>HSFM: preview</source>
        <translation>HSFM : aperçu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview.py"/>
        <source>Preview: starting</source>
        <translation>Aperçu : démarrage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_layer.py"/>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview: {} · {} %</source>
        <translation>Aperçu : {} · {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview: {}</source>
        <translation>Aperçu : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview is up to date.</source>
        <translation>L'aperçu est à jour.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Preview of the middle of the map canvas. Zoom in to see all of it.</source>
        <translation>Aperçu du milieu du canevas. Zoomez pour tout voir.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/preview_wish.py"/>
        <source>Middle of the canvas. Zoom in for all.</source>
        <translation>Milieu du canevas. Zoomez pour tout.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>{} left</source>
        <translation>encore {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Waiting for the end of another run of the engine…</source>
        <translation>Attente de la fin d'une autre tâche du moteur…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Stops the run; an engine that does not answer is ended</source>
        <translation>Arrête la tâche ; un moteur qui ne répond pas est terminé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/progress_row.py"/>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Without labels</source>
        <translation>Sans étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Anomalies</source>
        <translation>Anomalies</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Clouds</source>
        <translation>Nuages</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Targets…</source>
        <translation>Cibles…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Find Similar</source>
        <translation>Trouver le semblable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>No labels yet? Quick Map shows the cover now.</source>
        <translation>Pas encore d'étiquettes ? La carte rapide montre le couvert maintenant.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>No labels yet? Start here.</source>
        <translation>Pas encore d'étiquettes ? Commencez ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps water, snow, vegetation, soil, built-up areas and more at once; needs no labels</source>
        <translation>Cartographie eau, neige, végétation, sol, bâti et plus d'un coup ; sans étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps chlorophyll, water, dry matter and leaf area of vegetation, and the moisture of soil; needs no labels</source>
        <translation>Cartographie chlorophylle, eau, matière sèche et surface foliaire de la végétation, et l'humidité du sol ; sans étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps what is unlike its surroundings; needs no labels</source>
        <translation>Cartographie ce qui ne ressemble pas à son entourage ; sans étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Looks for a material: of clicked pixels, polygons or a spectral library</source>
        <translation>Cherche un matériau : de pixels cliqués, de polygones ou d'une bibliothèque spectrale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Click a pixel on the map and see at once what is like it</source>
        <translation>Cliquez un pixel de la carte et voyez aussitôt ce qui lui ressemble</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_maps.py"/>
        <source>Maps the clouds of a radiance product; needs no labels</source>
        <translation>Cartographie les nuages d'un produit de luminance ; sans étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Cover</source>
        <translation>Couvert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>From a model that was trained on simulated spectra; check before use.</source>
        <translation>D'un modèle entraîné sur des spectres simulés ; à vérifier avant usage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>{}
Share of the area, parts of pixels counted: {} ± {} %</source>
        <translation>{}
Part de la surface, parts de pixels comprises : {} ± {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Trait</source>
        <translation>Trait</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Range</source>
        <translation>Étendue</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>Click a trait to see it on the map. From a model that was trained on simulated spectra: pixels outside the simulated range have no value. Check before use.</source>
        <translation>Cliquez un trait pour le voir sur la carte. D'un modèle entraîné sur des spectres simulés : les pixels hors de l'étendue simulée n'ont pas de valeur. À vérifier avant usage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>No pixel of the area has it.</source>
        <translation>Aucun pixel de la zone ne l'a.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/ready_results.py"/>
        <source>{} ({})
In {} pixels; simulated from {} to {}</source>
        <translation>{} ({})
Dans {} pixels ; simulé de {} à {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Remove Files of HSFM</source>
        <translation>Retirer des fichiers de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>HSFM keeps these files outside QGIS. What is ticked will be removed.</source>
        <translation>HSFM garde ces fichiers hors de QGIS. Ce qui est coché sera retiré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>These stay: the plugin itself, your scenes, labels, results and saved heads, and the settings. The engine is stopped first.</source>
        <translation>Restent : l'extension elle-même, vos scènes, étiquettes, résultats et classifieurs enregistrés, et les paramètres. Le moteur est d'abord arrêté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>There is nothing of HSFM on the disk.</source>
        <translation>Il n'y a rien de HSFM sur le disque.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>{} (not made by HSFM, stays)</source>
        <translation>{} (pas fait par HSFM, reste)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Remove {}</source>
        <translation>Retirer {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Cancelled; what was removed until then is gone.</source>
        <translation>Annulé ; ce qui a été retiré jusque-là n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Removing…</source>
        <translation>Retrait…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Removed; {} are free again.</source>
        <translation>Retiré ; {} sont de nouveau libres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Engine runtime, with its logs</source>
        <translation>Environnement du moteur, avec ses journaux</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Downloaded packages, kept for repairs</source>
        <translation>Paquets téléchargés, gardés pour les réparations</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Models that were fetched or imported</source>
        <translation>Modèles obtenus ou importés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/removal_dialog.py"/>
        <source>Caches, which are made again when needed</source>
        <translation>Caches, refaits au besoin</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/report_run.py"/>
        <source>HSFM: report</source>
        <translation>HSFM : rapport</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>trained {}</source>
        <translation>entraîné {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>Target: {}</source>
        <translation>Cible : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/result_taking.py"/>
        <source>Similar</source>
        <translation>Semblable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>Accuracy and areas appear here.</source>
        <translation>Exactitude et surfaces apparaissent ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>The report is saved in {}</source>
        <translation>Le rapport est enregistré dans {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>traits</source>
        <translation>traits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>similarity map</source>
        <translation>carte de similarité</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>balanced accuracy {}</source>
        <translation>exactitude équilibrée {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>accuracy {}</source>
        <translation>exactitude {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>class map</source>
        <translation>carte de classes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} anomalous pixels</source>
        <translation>{} pixels anormaux</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>anomalies · {}</source>
        <translation>anomalies · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>target</source>
        <translation>cible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} · {}</source>
        <translation>{} · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>quick map</source>
        <translation>carte rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>{} % {}</source>
        <translation>{} % {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/results_section.py"/>
        <source>quick map · {}</source>
        <translation>carte rapide · {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Smaller tiles: {} {} for windows instead of {}, this time only.</source>
        <translation>Tuiles plus petites : {} {} pour les fenêtres au lieu de {}, cette fois seulement.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Retry with Smaller Tiles</source>
        <translation>Réessayer avec des tuiles plus petites</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>On the CPU it is slower, but needs no graphics card; this time only.</source>
        <translation>Sur le CPU c'est plus lent, mais sans carte graphique ; cette fois seulement.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>Retry on the CPU</source>
        <translation>Réessayer sur le CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>{} {} for windows</source>
        <translation>{} {} pour les fenêtres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/retry.py"/>
        <source>the CPU</source>
        <translation>le CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/run_starter.py"/>
        <source>{}, this once with {}</source>
        <translation>{}, cette fois avec {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Trained in {}.</source>
        <translation>Entraîné en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: train</source>
        <translation>HSFM : entraîner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: classify</source>
        <translation>HSFM : classer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Class map made in {}.</source>
        <translation>Carte de classes faite en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: quick map</source>
        <translation>HSFM : carte rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Quick map made in {}.</source>
        <translation>Carte rapide faite en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map traits</source>
        <translation>HSFM : cartographier les traits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Trait map made in {}.</source>
        <translation>Carte des traits faite en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map anomalies</source>
        <translation>HSFM : cartographier les anomalies</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Anomaly map made in {}.</source>
        <translation>Carte des anomalies faite en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>HSFM: map clouds</source>
        <translation>HSFM : cartographier les nuages</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/runs.py"/>
        <source>Cloud mask made in {}.</source>
        <translation>Masque de nuages fait en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_opening.py"/>
        <source>Open {}</source>
        <translation>Ouvrir {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_opening.py"/>
        <source>Read the display range</source>
        <translation>Lire l'étendue d'affichage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>A hyperspectral raster layer of this project</source>
        <translation>Une couche raster hyperspectrale de ce projet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Open a product, or drop one here.</source>
        <translation>Ouvrez un produit, ou déposez-en un ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Shows everything that is known of the scene</source>
        <translation>Montre tout ce qui est connu de la scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>RGB</source>
        <translation>RVB</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>True colour: red, green, blue</source>
        <translation>Couleurs vraies : rouge, vert, bleu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>CIR</source>
        <translation>CIR</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Colour infrared: vegetation is red</source>
        <translation>Infrarouge couleur : la végétation est rouge</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>SWIR</source>
        <translation>SWIR</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Short-wave infrared: moisture, burns, minerals</source>
        <translation>Infrarouge à ondes courtes : humidité, brûlis, minéraux</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Geology</source>
        <translation>Géologie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Bands that tell rocks and soils apart</source>
        <translation>Bandes qui distinguent roches et sols</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Plots the spectra of the pixels that you click</source>
        <translation>Trace les spectres des pixels que vous cliquez</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Reading the scene…</source>
        <translation>Lecture de la scène…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>cannot be used</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>The scene has no bands at these wavelengths.</source>
        <translation>La scène n'a pas de bandes à ces longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Scene details</source>
        <translation>Détails de la scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_section.py"/>
        <source>Why the scene cannot be used</source>
        <translation>Pourquoi la scène est inutilisable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} bands</source>
        <translation>{} bandes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} usable</source>
        <translation>{} utilisables</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{}–{} nm</source>
        <translation>{}–{} nm</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no wavelengths</source>
        <translation>pas de longueurs d'onde</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no coordinate system</source>
        <translation>pas de système de coordonnées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} % masked</source>
        <translation>{} % masqués</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>outside the image</source>
        <translation>hors de l'image</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cloud</source>
        <translation>nuage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cloud shadow</source>
        <translation>ombre de nuage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>cirrus</source>
        <translation>cirrus</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>bad quality</source>
        <translation>mauvaise qualité</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>no data</source>
        <translation>pas de données</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/scene_words.py"/>
        <source>{} of {} pixels are valid</source>
        <translation>{} des {} pixels sont valides</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_reopening.py"/>
        <source>Read a score map</source>
        <translation>Lire une carte de scores</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>1 object</source>
        <translation>1 objet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>{} objects</source>
        <translation>{} objets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Work Through the List</source>
        <translation>Parcourir la liste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Shows what lies above the threshold as a list: each row with its place on the map and its spectrum</source>
        <translation>Montre en liste ce qui est au-dessus du seuil : chaque ligne avec son lieu sur la carte et son spectre</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt; of {} pixels above {}</source>
        <translation>&lt;b&gt;{}&lt;/b&gt; des {} pixels au-dessus de {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt;, {} of {} pixels above {}</source>
        <translation>&lt;b&gt;{}&lt;/b&gt;, {} des {} pixels au-dessus de {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>&lt;b&gt;{}&lt;/b&gt;, {} of {} pixels above {} · {} flagged</source>
        <translation>&lt;b&gt;{}&lt;/b&gt;, {} des {} pixels au-dessus de {} · {} suspectes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Flagged are finds that look like stripes, bad pixels or edges of the data</source>
        <translation>Sont suspectes les détections qui ressemblent à des rayures, de mauvais pixels ou des bords des données</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/score_result.py"/>
        <source>Count pixels</source>
        <translation>Compter les pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Use My Own Python…</source>
        <translation>Utiliser mon Python…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Download Instead</source>
        <translation>Télécharger plutôt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_card.py"/>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>A Python that has the engine’s packages already, from conda or an environment of yours. PyTorch {} or newer will do.</source>
        <translation>Un Python qui a déjà les paquets du moteur, de conda ou d'un environnement à vous. PyTorch {} ou plus récent convient.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>A python program</source>
        <translation>Un programme python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Path of the python program</source>
        <translation>Chemin du programme python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Make Environment from It</source>
        <translation>En faire un environnement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>HSFM installs the packages into an environment of its own and leaves yours alone</source>
        <translation>HSFM installe les paquets dans un environnement à lui et ne touche pas au vôtre</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Use This Python</source>
        <translation>Utiliser ce Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Choose a python program first.</source>
        <translation>Choisissez d'abord un programme python.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>&lt;b&gt;{} cannot be used&lt;/b&gt;: {}.</source>
        <translation>&lt;b&gt;{} ne peut pas être utilisé&lt;/b&gt; : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>The system manages this Python’s packages, so these commands make an environment in your home folder; choose its python then.</source>
        <translation>Le système gère les paquets de ce Python : ces commandes font un environnement dans votre dossier personnel ; choisissez ensuite son python.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Run this in a terminal, then choose Check again.</source>
        <translation>Exécutez ceci dans un terminal, puis choisissez de nouveau Vérifier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>Run this in {}, then choose Check again.</source>
        <translation>Exécutez ceci dans {}, puis choisissez de nouveau Vérifier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_own.py"/>
        <source>&lt;b&gt;{} has everything&lt;/b&gt; and passed the test.</source>
        <translation>&lt;b&gt;{} a tout&lt;/b&gt; et a réussi le test.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>What was removed until then is gone</source>
        <translation>Ce qui a été supprimé jusque-là a disparu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>What was downloaded is kept for the next time</source>
        <translation>Ce qui a été téléchargé est gardé pour la prochaine fois</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_row.py"/>
        <source>Folder of the engine's packages</source>
        <translation>Dossier des paquets du moteur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine needs an update</source>
        <translation>Le moteur demande une mise à jour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>This version of HSFM needs other packages than the ones that are installed. Update makes them ready beside these, which go on working until then.</source>
        <translation>Cette version de HSFM demande d'autres paquets que ceux qui sont installés. « Mettre à jour » les prépare à côté de ceux-ci, qui servent jusque-là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine needs a repair</source>
        <translation>Le moteur demande une réparation</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Its environment is incomplete or does not start. Repair tests every part, and installs again what fails.</source>
        <translation>Son environnement est incomplet ou ne démarre pas. « Réparer » teste chaque partie, et réinstalle ce qui échoue.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>The engine computes on the CPU</source>
        <translation>Le moteur calcule sur le CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Install the engine</source>
        <translation>Installer le moteur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>Looking for Python and the graphics card…</source>
        <translation>Recherche de Python et de la carte graphique…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>What was removed until then is gone; the rest is still there.</source>
        <translation>Ce qui a été supprimé jusque-là a disparu ; le reste est encore là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_states.py"/>
        <source>What was downloaded is kept: {} goes on where it stopped.</source>
        <translation>Ce qui a été téléchargé est gardé : {} reprend où cela s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine runs in a Python of its own, outside QGIS. This will be installed:</source>
        <translation>Le moteur tourne dans un Python à lui, hors de QGIS. Ceci sera installé :</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for NVIDIA GPUs (CUDA {})</source>
        <translation>pour les GPU NVIDIA (CUDA {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for the GPU of Apple processors</source>
        <translation>pour le GPU des processeurs Apple</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>for the CPU</source>
        <translation>pour le CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Python {}, which uv downloads</source>
        <translation>Python {}, téléchargé par uv</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>an environment of Python {}, found at {}</source>
        <translation>un environnement de Python {}, trouvé dans {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>1 more package</source>
        <translation>1 autre paquet</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>{} more packages</source>
        <translation>{} autres paquets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Nothing is downloaded: the packages come from {}.</source>
        <translation>Rien n'est téléchargé : les paquets viennent de {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>About {} on the disk</source>
        <translation>Environ {} sur le disque</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>About {} to download, {} on the disk</source>
        <translation>Environ {} à télécharger, {} sur le disque</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>; {} are free.</source>
        <translation> ; {} sont libres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Installing…</source>
        <translation>Installation…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Updating…</source>
        <translation>Mise à jour…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Repairing…</source>
        <translation>Réparation…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Working…</source>
        <translation>Travail en cours…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not installed</source>
        <translation>Le moteur n'a pas été installé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not updated</source>
        <translation>Le moteur n'a pas été mis à jour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine was not repaired</source>
        <translation>Le moteur n'a pas été réparé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>Not everything was removed</source>
        <translation>Tout n'a pas été retiré</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The engine cannot be installed yet</source>
        <translation>Le moteur ne peut pas encore être installé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>This is not a folder of the engine's packages: it has no {}. Choose the folder that “runtime_setup bundle” has made.</source>
        <translation>Ce n'est pas un dossier des paquets du moteur : il n'a pas de {}. Choisissez le dossier fait par « runtime_setup bundle ».</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The packages in this folder are for {}, and this computer is {}.</source>
        <translation>Les paquets de ce dossier sont pour {}, et cet ordinateur est {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>The packages in this folder are for another version of HSFM. Make the folder again with the version that is installed here.</source>
        <translation>Les paquets de ce dossier sont pour une autre version de HSFM. Refaites le dossier avec la version installée ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>1 package is missing or too old: {}.</source>
        <translation>1 paquet manque ou est trop ancien : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/setup_words.py"/>
        <source>{} packages are missing or too old: {}.</source>
        <translation>{} paquets manquent ou sont trop anciens : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>The scene has no pixel there. Click inside the scene.</source>
        <translation>La scène n'a pas de pixel là. Cliquez dans la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Similarity map saved.</source>
        <translation>Carte de similarité enregistrée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>HSFM: find similar</source>
        <translation>HSFM : trouver le semblable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Now click a pixel of what you look for.</source>
        <translation>Cliquez maintenant un pixel de ce que vous cherchez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Stops; the map that is shown stays</source>
        <translation>Arrête ; la carte montrée reste</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Cancelled. Click a pixel again.</source>
        <translation>Annulé. Cliquez de nouveau un pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Saves the map in the results folder</source>
        <translation>Enregistre la carte dans le dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>The map comes when the running task is done.</source>
        <translation>La carte vient quand la tâche en cours est finie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Looking at the whole scene once; after that, clicks are quick.</source>
        <translation>Parcourt une fois toute la scène ; ensuite, les clics sont rapides.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Click a pixel of what you look for on the map.</source>
        <translation>Cliquez sur la carte un pixel de ce que vous cherchez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Like {} pixels</source>
        <translation>Comme {} pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>Like 1 pixel</source>
        <translation>Comme 1 pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}, unlike {}</source>
        <translation>{}, sauf {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. Choose Find Similar to go on.</source>
        <translation>{}. « Trouver le semblable » continue.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. Shift+click adds, Alt+click excludes, Esc ends.</source>
        <translation>{}. Maj+clic ajoute, Alt+clic exclut, Échap finit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. A click adds a pixel, or takes it out again. Esc ends.</source>
        <translation>{}. Un clic ajoute un pixel, ou le retire. Échap finit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar.py"/>
        <source>{}. A click excludes what is like a pixel. Esc ends.</source>
        <translation>{}. Un clic exclut ce qui ressemble à un pixel. Échap finit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Clear</source>
        <translation>Vider</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Removes the chosen pixels and the temporary map</source>
        <translation>Retire les pixels choisis et la carte temporaire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click looks for this pixel and forgets the others</source>
        <translation>Un clic cherche ce pixel et oublie les autres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click looks for this pixel as well (Shift+click)</source>
        <translation>Un clic cherche aussi ce pixel (Maj+clic)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>Exclude</source>
        <translation>Exclure</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_box.py"/>
        <source>A click takes out what is like this pixel (Alt+click)</source>
        <translation>Un clic retire ce qui ressemble à ce pixel (Alt+clic)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/similar_run.py"/>
        <source>Similar (temporary)</source>
        <translation>Semblable (temporaire)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectra_work.py"/>
        <source>HSFM: class spectra</source>
        <translation>HSFM : spectres des classes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>HSFM Spectra</source>
        <translation>Spectres HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Radiance</source>
        <translation>Luminance</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Reflectance</source>
        <translation>Réflectance</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Choose “Pick Pixels” and click the scene on the map.</source>
        <translation>Choisissez « Choisir des pixels » et cliquez la scène sur la carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Choose a scene in the HSFM panel first.</source>
        <translation>Choisissez d'abord une scène dans le panneau HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Pixel {}</source>
        <translation>Pixel {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Export Spectra</source>
        <translation>Exporter les spectres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_dock.py"/>
        <source>Save Plot</source>
        <translation>Enregistrer le graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_paint.py"/>
        <source>Wavelength (nm)</source>
        <translation>Longueur d'onde (nm)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_paint.py"/>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_picks.py"/>
        <source>Read a spectrum</source>
        <translation>Lire un spectre</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>A click shows the pixel on the map.</source>
        <translation>Un clic montre le pixel sur la carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Classes: mean and 10–90 %</source>
        <translation>Classes : moyenne et 10–90 %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Pick Pixels</source>
        <translation>Choisir des pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Click pixels of the scene on the map; drag to move along. Esc ends.</source>
        <translation>Cliquez des pixels de la scène sur la carte ; glissez pour suivre. Échap finit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Removes the chosen spectrum (Del)</source>
        <translation>Retire le spectre choisi (Suppr)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Removes the spectra of all pixels</source>
        <translation>Retire les spectres de tous les pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Export CSV…</source>
        <translation>Exporter en CSV…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Writes what is plotted as a table</source>
        <translation>Écrit ce qui est tracé comme tableau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Copy Plot</source>
        <translation>Copier le graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Copies the plot as a picture</source>
        <translation>Copie le graphique comme image</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>Save as PNG…</source>
        <translation>Enregistrer en PNG…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/spectrum_side.py"/>
        <source>{} · row {}, col {}</source>
        <translation>{} · ligne {}, col. {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>What HSFM has run, and runs now</source>
        <translation>Ce que HSFM a exécuté, et exécute maintenant</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>HSFM options</source>
        <translation>Options de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine needs an update</source>
        <translation>Moteur à mettre à jour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Update…</source>
        <translation>Mettre à jour…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Needs an update</source>
        <translation>À mettre à jour</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine needs a repair</source>
        <translation>Moteur à réparer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Repair…</source>
        <translation>Réparer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Needs a repair</source>
        <translation>À réparer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine not installed</source>
        <translation>Moteur non installé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Install…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Not installed</source>
        <translation>Non installé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine starting…</source>
        <translation>Démarrage du moteur…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine ready</source>
        <translation>Moteur prêt</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine asleep; starts when needed</source>
        <translation>Moteur en veille ; démarre au besoin</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine does not start</source>
        <translation>Le moteur ne démarre pas</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Why?</source>
        <translation>Pourquoi ?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Engine not found</source>
        <translation>Moteur introuvable</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>{} threads</source>
        <translation>{} threads</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>{} GB</source>
        <translation>{} Go</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/status_line.py"/>
        <source>Why the engine does not start</source>
        <translation>Pourquoi le moteur ne démarre pas</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Clicked pixels</source>
        <translation>Pixels cliqués</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Polygons or points</source>
        <translation>Polygones ou points</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Class of the labels</source>
        <translation>Classe des étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Spectral library</source>
        <translation>Bibliothèque spectrale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>ACE · parts of pixels (best)</source>
        <translation>ACE · parts de pixels (le meilleur)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Adaptive cosine estimator: finds the material also where it fills only a part of a pixel, in sun and shade. Start with this one.</source>
        <translation>Adaptive cosine estimator : trouve le matériau même où il ne remplit qu'une part du pixel, au soleil et à l'ombre. Commencez par lui.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Matched filter · parts of pixels</source>
        <translation>Matched filter · parts de pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Its score is about the share of the pixel that the material fills. Bright pixels of something else may score high.</source>
        <translation>Son score est à peu près la part du pixel que le matériau remplit. Des pixels clairs d'autre chose peuvent avoir un score élevé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>CEM · parts of pixels</source>
        <translation>CEM · parts de pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Constrained energy minimisation: like the matched filter, but relative to zero, not to the mean of the scene.</source>
        <translation>Constrained energy minimisation : comme le matched filter, mais par rapport à zéro et non à la moyenne de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Spectral angle · whole pixels</source>
        <translation>Angle spectral · pixels entiers</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Compares the shape of the spectra and nothing else; brightness does not count. For materials that fill their pixels.</source>
        <translation>Compare la forme des spectres et rien d'autre ; la luminosité ne compte pas. Pour des matériaux qui remplissent leurs pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Similarity · whole pixels</source>
        <translation>Similarité · pixels entiers</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_choice.py"/>
        <source>Compares in the features of the chosen backbone. For what looks alike as a whole.</source>
        <translation>Compare dans les caractéristiques du backbone choisi. Pour ce qui se ressemble dans l'ensemble.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Search Target</source>
        <translation>Chercher la cible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_form.py"/>
        <source>Maps how much of the target each pixel holds</source>
        <translation>Cartographie combien de la cible chaque pixel contient</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>No file chosen</source>
        <translation>Aucun fichier choisi</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG</source>
        <translation>Bibliothèque ENVI (.sli), CSV, texte USGS ou ECOSTRESS, JSON ou GPKG d'EnMAP-Box</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Filter by name</source>
        <translation>Filtrer par nom</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Ctrl+click chooses several; a pixel may be like any of them</source>
        <translation>Ctrl+clic en choisit plusieurs ; un pixel peut ressembler à l'un d'eux</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Choose the file of a spectral library.</source>
        <translation>Choisissez le fichier d'une bibliothèque spectrale.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>The library is being read.</source>
        <translation>La bibliothèque est en cours de lecture.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>A name has a semicolon. Choose that spectrum alone, or all of them.</source>
        <translation>Un nom a un point-virgule. Choisissez ce spectre seul, ou tous.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Choose one or several spectra of the library.</source>
        <translation>Choisissez un ou plusieurs spectres de la bibliothèque.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>{} spectra of {}</source>
        <translation>{} spectres sur {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Spectral libraries</source>
        <translation>Bibliothèques spectrales</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Spectral Library</source>
        <translation>Bibliothèque spectrale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>HSFM: read a spectral library</source>
        <translation>HSFM : lire une bibliothèque spectrale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Reading the library…</source>
        <translation>Lecture de la bibliothèque…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>{}
{:.0f}–{:.0f} nm, {} bands</source>
        <translation>{}
{:.0f}–{:.0f} nm, {} bandes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_library.py"/>
        <source>Does not cover the bands of the scene</source>
        <translation>Ne couvre pas les bandes de la scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Click pixels of the target on the map; a second click takes one out. Esc ends.</source>
        <translation>Cliquez sur la carte des pixels de la cible ; un second clic en retire un. Échap finit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>From Spectra</source>
        <translation>Depuis les spectres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Adds the pixels that the window HSFM Spectra shows</source>
        <translation>Ajoute les pixels que montre la fenêtre Spectres HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Forgets the pixels</source>
        <translation>Oublie les pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Choose Pick Pixels, then click the target on the map.</source>
        <translation>Choisissez « Choisir des pixels », puis cliquez la cible sur la carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel.</source>
        <translation>1 pixel.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels; their mean counts.</source>
        <translation>{} pixels ; leur moyenne compte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Click pixels of the target on the map.</source>
        <translation>Cliquez sur la carte des pixels de la cible.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel. Click more, or Esc to end.</source>
        <translation>1 pixel. Cliquez-en d'autres, ou Échap pour finir.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels; their mean counts. Click more, or Esc to end.</source>
        <translation>{} pixels ; leur moyenne compte. Cliquez-en d'autres, ou Échap pour finir.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Pick at least one pixel of the target.</source>
        <translation>Choisissez au moins un pixel de la cible.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>1 pixel</source>
        <translation>1 pixel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>{} pixels</source>
        <translation>{} pixels</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_pages.py"/>
        <source>Label the target as a class in step 2 first.</source>
        <translation>Étiquetez d'abord la cible comme classe à l'étape 2.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>The layer has no features yet. Draw polygons or points of the target in it.</source>
        <translation>La couche n'a pas encore d'entités. Dessinez-y des polygones ou points de la cible.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>{} selected features</source>
        <translation>{} entités sélectionnées</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>All features; select some on the map to use only those.</source>
        <translation>Toutes les entités ; sélectionnez-en sur la carte pour n'utiliser que celles-là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>1 feature</source>
        <translation>1 entité</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>{} selected of {} features</source>
        <translation>{} sélectionnées sur {} entités</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>All {} features; select some on the map to use only those.</source>
        <translation>Toutes les {} entités ; sélectionnez-en sur la carte pour n'utiliser que celles-là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>Add a layer with polygons or points of the target to the project.</source>
        <translation>Ajoutez au projet une couche de polygones ou points de la cible.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_polygons.py"/>
        <source>Choose a layer with polygons or points of the target.</source>
        <translation>Choisissez une couche de polygones ou points de la cible.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_search.py"/>
        <source>HSFM: detect targets</source>
        <translation>HSFM : détecter des cibles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/target_search.py"/>
        <source>Target map made in {}.</source>
        <translation>Carte de la cible faite en {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Width of the brush in pixels of the scene. Shift and the wheel change it.</source>
        <translation>Largeur du pinceau en pixels de la scène. Maj et la molette la changent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>How different from the clicked pixel a spectrum may be, as the angle between the two. Brightness does not count. Shift and the wheel change it.</source>
        <translation>À quel point un spectre peut différer du pixel cliqué, comme angle entre les deux. La luminosité ne compte pas. Maj et la molette le changent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Discard</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Makes a polygon of the region</source>
        <translation>Fait un polygone de la région</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Click a pixel on the map first.</source>
        <translation>Cliquez d'abord un pixel sur la carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_options.py"/>
        <source>Forgets the region</source>
        <translation>Oublie la région</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Point</source>
        <translation>Point</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Polygon</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Brush</source>
        <translation>Pinceau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Wand</source>
        <translation>Baguette</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Labels the pixels that you click</source>
        <translation>Étiquette les pixels que vous cliquez</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Draws polygons of the selected class on the map</source>
        <translation>Dessine des polygones de la classe choisie sur la carte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Paints pixels: press, drag, release</source>
        <translation>Peint des pixels : appuyer, glisser, relâcher</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Spectral wand: click a pixel, and the region of similar pixels around it is found</source>
        <translation>Baguette spectrale : cliquez un pixel, et la région de pixels semblables autour est trouvée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Adds a class</source>
        <translation>Ajoute une classe</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/tool_row.py"/>
        <source>Drawing {}. Click to stop.</source>
        <translation>Dessin de {}. Cliquez pour arrêter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Preview while I draw</source>
        <translation>Aperçu pendant le dessin</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Maps what the canvas shows anew whenever labels change; a temporary layer</source>
        <translation>Cartographie de nouveau ce que montre le canevas dès que les étiquettes changent ; une couche temporaire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Continue from this head</source>
        <translation>Continuer avec ce classifieur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Classify</source>
        <translation>Classer</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>With labels</source>
        <translation>Avec étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Fits a classifier to the labels</source>
        <translation>Ajuste un classifieur aux étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Maps the classes over the area</source>
        <translation>Cartographie les classes sur la zone</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Head: {}</source>
        <translation>Classifieur : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>Only fast training goes on from a head. Choose it as fine-tuning.</source>
        <translation>Seul l'entraînement rapide continue un classifieur. Choisissez-le comme ajustement fin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>This head uses {}. Choose that backbone to continue from it.</source>
        <translation>Ce classifieur utilise {}. Choisissez ce backbone pour continuer avec lui.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>The labels of the head count together with the new ones, which may have new classes. For a head of another scene.</source>
        <translation>Les étiquettes du classifieur comptent avec les nouvelles, qui peuvent avoir de nouvelles classes. Pour un classifieur d'une autre scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_controls.py"/>
        <source>{} does not fit this scene. Train uses {}.</source>
        <translation>{} ne convient pas à cette scène. L'entraînement utilise {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Epoch {} of at most {}</source>
        <translation>Époque {} sur {} au plus</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Loss: {}</source>
        <translation>Perte : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>The classifier that training started from is the best so far.</source>
        <translation>Le classifieur de départ est le meilleur jusqu'ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Best accuracy on held-out polygons: {} (epoch {})</source>
        <translation>Meilleure exactitude sur les polygones mis de côté : {} (époque {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>epoch {}</source>
        <translation>époque {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Accuracy {}</source>
        <translation>Exactitude {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>Loss {}</source>
        <translation>Perte {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/gui/training_curve.py"/>
        <source>best</source>
        <translation>meilleur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/jobs.py"/>
        <source>The engine has not answered for {} seconds; it may be busy.</source>
        <translation>Le moteur n'a pas répondu depuis {} secondes ; il est peut-être occupé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>That is outside the scene. Click on a pixel of the scene.</source>
        <translation>C'est hors de la scène. Cliquez un pixel de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>Label {}</source>
        <translation>Étiqueter {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/label_tool.py"/>
        <source>The label could not be added. Make a new label layer to draw in.</source>
        <translation>L'étiquette n'a pas pu être ajoutée. Créez une nouvelle couche d'étiquettes pour dessiner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Read spectra around the click</source>
        <translation>Lire les spectres autour du clic</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Reading the spectra around the click…</source>
        <translation>Lecture des spectres autour du clic…</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>That pixel is too far from the first one. Click it without Shift.</source>
        <translation>Ce pixel est trop loin du premier. Cliquez-le sans Maj.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Nothing was measured in that pixel. Click another one.</source>
        <translation>Rien n'a été mesuré dans ce pixel. Cliquez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>{0} pixels, up to the edge of the {1} × {1} that were read. Make the angle smaller, or accept and click beyond the edge.</source>
        <translation>{0} pixels, jusqu'au bord des {1} × {1} lus. Réduisez l'angle, ou acceptez et cliquez au-delà du bord.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>{} pixels.</source>
        <translation>{} pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/labels/tools/wand_tool.py"/>
        <source>Enter or a double click accepts, Esc discards, Shift and a click adds.</source>
        <translation>Entrée ou un double-clic accepte, Échap rejette, Maj et un clic ajoute.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/confidence_mask.py"/>
        <source>Confidence below {} %</source>
        <translation>Confiance sous {} %</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>The style of {} is missing: {}</source>
        <translation>Le style de {} manque : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>The style of {} could not be loaded: {}</source>
        <translation>Le style de {} n'a pas pu être chargé : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/dress.py"/>
        <source>Made by HSFM. How it was made stands in the history.</source>
        <translation>Fait par HSFM. La façon est dans l'historique.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>{} bands, {}</source>
        <translation>{} bandes, {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Made</source>
        <translation>Fait</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Scene file</source>
        <translation>Fichier de la scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Sensor and level</source>
        <translation>Capteur et niveau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Acquired</source>
        <translation>Acquis</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Bands</source>
        <translation>Bandes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Software</source>
        <translation>Logiciel</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>as they are</source>
        <translation>telles quelles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/history.py"/>
        <source>resampled to the model's</source>
        <translation>rééchantillonnées à celles du modèle</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/how_made.py"/>
        <source>How Was This Made?</source>
        <translation>Comment cela a-t-il été fait ?</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/how_made_dialog.py"/>
        <source>How {} was made</source>
        <translation>Comment {} a été fait</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>Detection</source>
        <translation>Détection</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>Flagged</source>
        <translation>Suspecte</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>&gt; {} (above the threshold)</source>
        <translation>&gt; {} (au-dessus du seuil)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/legend_words.py"/>
        <source>{} (threshold)</source>
        <translation>{} (seuil)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Uncertainty of traits</source>
        <translation>Incertitude des traits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Uncertainty of fractions</source>
        <translation>Incertitude des fractions</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Class sets</source>
        <translation>Ensembles de classes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Unlike anything labelled</source>
        <translation>Différent de tout ce qui est étiqueté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Quick map</source>
        <translation>Carte rapide</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Cover fractions</source>
        <translation>Fractions de couvert</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Anomaly scores</source>
        <translation>Scores d'anomalie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Target scores</source>
        <translation>Scores de cible</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Similarity</source>
        <translation>Similarité</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/layers/publish.py"/>
        <source>Cloud probability</source>
        <translation>Probabilité de nuage</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Learning the scene</source>
        <translation>Apprentissage de la scène</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Opening</source>
        <translation>Ouverture</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Reading labels</source>
        <translation>Lecture des étiquettes</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Measuring accuracy</source>
        <translation>Mesure de l'exactitude</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Mapping</source>
        <translation>Cartographie</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Writing</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Simulating</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Downloading</source>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Converting</source>
        <translation>Conversion</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Checking</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Comparing</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/messages.py"/>
        <source>Working</source>
        <translation>Travail en cours</translation>
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
        <translation>Montre ou cache le panneau HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Outputs</source>
        <translation>Sorties</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Example</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>One of: {}.</source>
        <translation>Un de : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>From {} to {}.</source>
        <translation>De {} à {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Default: {}.</source>
        <translation>Par défaut : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/algorithm_help.py"/>
        <source>Optional.</source>
        <translation>Facultatif.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Overall accuracy</source>
        <translation>Exactitude globale</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Balanced accuracy</source>
        <translation>Exactitude équilibrée</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>Accuracy and areas as JSON</source>
        <translation>Exactitude et surfaces en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/assess.py"/>
        <source>{name}: {area:.1f} ± {interval:.1f} ha (95 % confidence interval)</source>
        <translation>{name} : {area:.1f} ± {interval:.1f} ha (intervalle de confiance à 95 %)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>Classes and areas as JSON</source>
        <translation>Classes et surfaces en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>{name}: {pixels} pixels, {area:.2f} ha</source>
        <translation>{name} : {pixels} pixels, {area:.2f} ha</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/classify.py"/>
        <source>{percent:.1f} % of the pixels are unlike everything labelled</source>
        <translation>{percent:.1f} % des pixels ne ressemblent à rien d'étiqueté</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/clouds.py"/>
        <source>Areas as JSON</source>
        <translation>Surfaces en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Number of detections</source>
        <translation>Nombre de détections</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/detections.py"/>
        <source>Statistics as JSON</source>
        <translation>Statistiques en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The HSFM engine is not installed. Open the HSFM panel (Raster → HSFM → HSFM Hyperspectral Mapper) and choose Install; without the panel, run python -m hsfm_plugin.runtime_setup install in {}, or name an interpreter in the variable HSFM_ENGINE_PYTHON.</source>
        <translation>Le moteur HSFM n'est pas installé. Ouvrez le panneau HSFM (Raster → HSFM → HSFM Hyperspectral Mapper) et choisissez Installer ; sans le panneau, exécutez python -m hsfm_plugin.runtime_setup install dans {}, ou nommez un interpréteur dans la variable HSFM_ENGINE_PYTHON.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The HSFM engine is being installed, repaired or removed right now. Run this again when that is done.</source>
        <translation>Le moteur HSFM est en cours d'installation, de réparation ou de suppression. Relancez ceci quand ce sera terminé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>This run was cancelled in the list of HSFM jobs. Nothing was written.</source>
        <translation>Cette tâche a été annulée dans la liste des tâches HSFM. Rien n'a été écrit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/engine_run.py"/>
        <source>The engine was stopped during this run. Nothing was written; run it again.</source>
        <translation>Le moteur a été arrêté pendant cette tâche. Rien n'a été écrit ; relancez-la.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/export.py"/>
        <source>Description as JSON</source>
        <translation>Description en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it first, before there are labels. The model was trained on simulated and library spectra and never saw your scene: compare the map with the image before you use it. It needs surface reflectance and wavelengths.</source>
        <translation>À utiliser d'abord, avant d'avoir des étiquettes. Le modèle a été entraîné sur des spectres simulés et de bibliothèques et n'a jamais vu votre scène : comparez la carte à l'image avant usage. Demande de la réflectance de surface et des longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it for vegetation and bare soil in surface reflectance. Pixels outside the range that was simulated have no value. Check the values against your own measurements where you have any.</source>
        <translation>À utiliser pour la végétation et le sol nu en réflectance de surface. Les pixels hors de l'étendue simulée n'ont pas de valeur. Comparez les valeurs à vos propres mesures là où vous en avez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it with polygons or points of at least two classes; five polygons a class in different places are a start. Whole polygons are held out to measure accuracy, so it holds for places that were not labelled. Classify Scene maps with the head.</source>
        <translation>À utiliser avec des polygones ou points d'au moins deux classes ; cinq polygones par classe à des endroits différents sont un début. Des polygones entiers sont mis de côté pour mesurer l'exactitude : elle vaut donc pour des endroits non étiquetés. « Classer la scène » cartographie avec le classifieur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it after Train Classifier, on the same scene or on another one of the same sensor; it warns where a scene is far from what was trained on. The confidence map, the class sets and the map of what is unlike your labels say where to trust it.</source>
        <translation>À utiliser après « Entraîner un classifieur », sur la même scène ou une autre du même capteur ; une scène loin de l'entraînement donne un avertissement. La carte de confiance, les ensembles de classes et la carte de ce qui diffère de vos étiquettes disent où s'y fier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it for radiance products (L1C); an L2A brings its own cloud mask. It needs the model SpecTf, which the section Models of the panel installs.</source>
        <translation>À utiliser pour les produits de luminance (L1C) ; un L2A apporte son propre masque de nuages. Demande le modèle SpecTf, que la section Modèles du panneau installe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to find what is rare without knowing what it is. Keep the automatic detector unless you have a reason; it finds objects of up to about a hundred pixels best. Stripes, bad pixels and edges are flagged in the list of detections.</source>
        <translation>À utiliser pour trouver ce qui est rare sans savoir ce que c'est. Gardez le détecteur automatique sauf raison contraire ; il trouve au mieux les objets jusqu'à une centaine de pixels. Rayures, mauvais pixels et bords sont signalés dans la liste des détections.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it when you know the material: give pixels, polygons or a spectral library; what you give together counts as one search. Start with ace. A library needs surface reflectance and wavelengths.</source>
        <translation>À utiliser quand vous connaissez le matériau : donnez des pixels, des polygones ou une bibliothèque spectrale ; ce que vous donnez ensemble compte comme une recherche. Commencez par ace. Une bibliothèque demande de la réflectance de surface et des longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to see where else there is what a few pixels show. The features are centred on the scene and weighed by their noise, so what all pixels share does not count.</source>
        <translation>À utiliser pour voir où il y a encore ce que montrent quelques pixels. Les caractéristiques sont centrées sur la scène et pondérées par leur bruit : ce que tous les pixels partagent ne compte pas.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it on a map that Map Anomalies, Detect Targets or Find Similar made, to list it at another threshold without mapping again.</source>
        <translation>À utiliser sur une carte faite par « Cartographier les anomalies », « Détecter des cibles » ou « Trouver le semblable », pour la lister à un autre seuil sans cartographier de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to check a product before a long run, or in a model to branch on its level or its bands.</source>
        <translation>À utiliser pour vérifier un produit avant un long calcul, ou dans un modèle pour bifurquer selon son niveau ou ses bandes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it with labels that the classifier never saw. Areas with confidence intervals come only from a random sample; with other labels they would look surer than they are, so they are refused.</source>
        <translation>À utiliser avec des étiquettes que le classifieur n'a jamais vues. Les surfaces avec intervalles de confiance ne viennent que d'un échantillon aléatoire ; avec d'autres étiquettes elles sembleraient plus sûres qu'elles ne sont, elles sont donc refusées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to hand on a result: accuracy, map, spectra of the classes and how all was made, in one file that opens in any browser.</source>
        <translation>À utiliser pour transmettre un résultat : exactitude, carte, spectres des classes et la façon dont tout a été fait, dans un fichier que tout navigateur ouvre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/help_notes.py"/>
        <source>Use it to run a classifier in other programs. The model takes reflectance on the bands that its description names, and gives class probabilities.</source>
        <translation>À utiliser pour exécuter un classifieur dans d'autres programmes. Le modèle prend la réflectance sur les bandes que sa description nomme, et donne des probabilités de classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Sensor</source>
        <translation>Capteur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Processing level</source>
        <translation>Niveau de traitement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Acquisition time (UTC)</source>
        <translation>Heure d'acquisition (UTC)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Usable bands</source>
        <translation>Bandes utilisables</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/info.py"/>
        <source>Valid pixels</source>
        <translation>Pixels valides</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>Number of covers found</source>
        <translation>Nombre de couverts trouvés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>Covers and areas as JSON</source>
        <translation>Couverts et surfaces en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/quickmap.py"/>
        <source>The model was trained on simulated spectra; check the map before use.</source>
        <translation>Le modèle a été entraîné sur des spectres simulés ; vérifiez la carte avant usage.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/report.py"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/report.py"/>
        <source>This head is of an older HSFM, so some figures are missing. Train it again.</source>
        <translation>Ce classifieur vient d'un HSFM plus ancien, certains chiffres manquent. Entraînez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>Pixels above the threshold</source>
        <translation>Pixels au-dessus du seuil</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>{above} of {pixels} pixels lie above the threshold of {threshold:.4g}</source>
        <translation>{above} des {pixels} pixels sont au-dessus du seuil de {threshold:.4g}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/scores.py"/>
        <source>{count} detections, {listed} of them in the list, {flagged} flagged as artefacts</source>
        <translation>{count} détections, {listed} dans la liste, {flagged} signalées comme artefacts</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/sources.py"/>
        <source>The layer {} is not a file. Save it as a GeoTIFF and choose that.</source>
        <translation>La couche {} n'est pas un fichier. Enregistrez-la en GeoTIFF et choisissez celui-ci.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/sources.py"/>
        <source>{} could not be written for the engine: {}</source>
        <translation>{} n'a pas pu être écrit pour le moteur : {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/targetdetection.py"/>
        <source>Target: {name}</source>
        <translation>Cible : {name}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Most accurate classifier</source>
        <translation>Classifieur le plus exact</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Expected calibration error</source>
        <translation>Erreur de calibration attendue</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>Accuracy report as JSON</source>
        <translation>Rapport d'exactitude en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/train.py"/>
        <source>For comparison, {name}: balanced accuracy {accuracy:.3f}</source>
        <translation>Pour comparaison, {name} : exactitude équilibrée {accuracy:.3f}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>Number of traits found</source>
        <translation>Nombre de traits trouvés</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>Traits as JSON</source>
        <translation>Traits en JSON</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/processing/traits.py"/>
        <source>{title}: {mean:.4g} {unit} ({minimum:.4g} to {maximum:.4g})</source>
        <translation>{title} : {mean:.4g} {unit} ({minimum:.4g} à {maximum:.4g})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>water</source>
        <translation>eau</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>snow and ice</source>
        <translation>neige et glace</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>trees</source>
        <translation>arbres</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>low vegetation</source>
        <translation>végétation basse</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>dry vegetation</source>
        <translation>végétation sèche</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>bare soil</source>
        <translation>sol nu</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>built-up</source>
        <translation>bâti</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>burned</source>
        <translation>brûlé</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>rock</source>
        <translation>roche</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>don't know</source>
        <translation>ne sait pas</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>clear</source>
        <translation>clair</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf chlorophyll</source>
        <translation>Chlorophylle des feuilles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf water</source>
        <translation>Eau des feuilles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf dry matter</source>
        <translation>Matière sèche des feuilles</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Leaf area index</source>
        <translation>Indice de surface foliaire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>Soil moisture</source>
        <translation>Humidité du sol</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>random forest</source>
        <translation>forêt aléatoire</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/result_words.py"/>
        <source>support vector machine</source>
        <translation>machine à vecteurs de support</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Looking for Python and the graphics card</source>
        <translation>Recherche de Python et de la carte graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Checking the folder of wheels</source>
        <translation>Vérification du dossier de paquets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Making the environment</source>
        <translation>Création de l'environnement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Looking for packages</source>
        <translation>Recherche des paquets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Downloading {} ({})</source>
        <translation>Téléchargement de {} ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Unpacking packages</source>
        <translation>Décompression des paquets</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Testing the environment</source>
        <translation>Test de l'environnement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Waiting until the engine's run is done</source>
        <translation>Attente de la fin de la tâche du moteur</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Putting the environment in its place</source>
        <translation>Mise en place de l'environnement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The environment works</source>
        <translation>L'environnement fonctionne</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The CPU was asked for.</source>
        <translation>Le CPU a été demandé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>PyPI and its mirrors have PyTorch for the CPU only on Windows.</source>
        <translation>Pour Windows, PyPI et ses miroirs n'ont PyTorch que pour le processeur (CPU).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>There is no NVIDIA driver (no nvidia-smi).</source>
        <translation>Il n'y a pas de pilote NVIDIA (pas de nvidia-smi).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>No NVIDIA GPU can be used; nvidia-smi said: {}.</source>
        <translation>Aucun GPU NVIDIA n'est utilisable ; nvidia-smi a dit : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>No NVIDIA GPU here can be used. {}.</source>
        <translation>Aucun GPU NVIDIA n'est utilisable ici. {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} (capability {}, driver {}) computes with CUDA {}. This build cannot use {}.</source>
        <translation>{} (capability {}, pilote {}) calcule avec CUDA {}. Cette version ne peut pas utiliser {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} (capability {}, driver {}) computes with CUDA {}.</source>
        <translation>{} (capability {}, pilote {}) calcule avec CUDA {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Macs with an Apple processor compute on its GPU (MPS).</source>
        <translation>Les Mac à processeur Apple calculent sur son GPU (MPS).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>It is the one that is installed.</source>
        <translation>C'est celle qui est installée.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} holds this build</source>
        <translation>{} contient cette version</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU, for the GPU failed its test: {}. Update the NVIDIA driver and choose Repair to try the GPU again.</source>
        <translation>HSFM calculera sur le CPU, car le GPU a échoué à son test : {}. Mettez à jour le pilote NVIDIA et choisissez Réparer pour réessayer le GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU, for the GPU failed its test: {}. Update macOS and choose Repair to try the GPU again.</source>
        <translation>HSFM calculera sur le CPU, car le GPU a échoué à son test : {}. Mettez à jour macOS et choisissez Réparer pour réessayer le GPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>HSFM will compute on the CPU: {}. For the GPU, choose an index that has PyTorch with CUDA, or none, then install again.</source>
        <translation>HSFM calculera sur le processeur (CPU) : {}. Pour le GPU, choisissez un index qui a PyTorch avec CUDA, ou aucun, puis réinstallez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not exist</source>
        <translation>il n'existe pas</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it cannot be started ({})</source>
        <translation>il ne peut pas être démarré ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it gave no answer within {} s</source>
        <translation>il n'a pas répondu en {} s</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not answer as a Python 3 does ({})</source>
        <translation>il ne répond pas comme un Python 3 ({})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it does not tell which packages it has</source>
        <translation>il ne dit pas quels paquets il a</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is no program that you may run</source>
        <translation>ce n'est pas un programme que vous pouvez exécuter</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is QGIS and not a Python</source>
        <translation>c'est QGIS et pas un Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it belongs to the environment that is made here and replaced by the next one</source>
        <translation>il appartient à l'environnement qui est fait ici et que le suivant remplace</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is QGIS's own, of {}, and changes with every update of QGIS</source>
        <translation>c'est celui de QGIS, dans {}, et il change à chaque mise à jour de QGIS</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Python {} is too old, the engine needs {} to {}</source>
        <translation>Python {} est trop ancien, le moteur demande {} à {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>Python {} is too new, the engine's packages are made for up to {}</source>
        <translation>Python {} est trop récent, les paquets du moteur sont faits jusqu'à {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is {}, and PyTorch is made for CPython</source>
        <translation>c'est {}, et PyTorch est fait pour CPython</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is a {}-bit Python, and PyTorch needs 64 bits</source>
        <translation>c'est un Python {} bits, et PyTorch demande 64 bits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is the free-threaded kind, for which some packages are not made</source>
        <translation>c'est la variante sans GIL (free-threaded), pour laquelle certains paquets ne sont pas faits</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is made for musl, and PyTorch for glibc only</source>
        <translation>il est fait pour musl, et PyTorch pour glibc seulement</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>pyogrio has no wheels for Windows on ARM; the 64-bit x86 (AMD64) Python runs there</source>
        <translation>pyogrio n'a pas de paquets pour Windows sur ARM ; le Python x86 64 bits (AMD64) y tourne</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is an Intel program, and PyTorch for the Mac is for Apple processors (arm64)</source>
        <translation>c'est un programme Intel, et PyTorch pour Mac est fait pour les processeurs Apple (arm64)</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>this is macOS {}, and PyTorch needs macOS {} or newer</source>
        <translation>ceci est macOS {}, et PyTorch demande macOS {} ou plus récent</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it is from the Microsoft Store: Windows gives it a private copy of the folder in which the environment is made</source>
        <translation>il vient du Microsoft Store : Windows lui donne une copie privée du dossier où l'environnement est fait</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it lacks {} (on Debian and Ubuntu: {})</source>
        <translation>il lui manque {} (sous Debian et Ubuntu : {})</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>it lacks {}</source>
        <translation>il lui manque {}</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The environment does not work: {} failed: {}.</source>
        <translation>L'environnement ne fonctionne pas : {} échoue : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The Python that was chosen is gone: {}.</source>
        <translation>Le Python choisi n'existe plus : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>The Python that was chosen cannot be used: {}.</source>
        <translation>Le Python choisi est inutilisable : {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>{} holds the build {} of PyTorch, and {} was chosen.</source>
        <translation>{} contient la version {} de PyTorch, mais {} a été choisi.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/retelling.py"/>
        <source>There are no wheels of the engine's packages for {} on {}.</source>
        <translation>Il n'y a pas de wheels des paquets du moteur pour {} sur {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file or folder is not there any more.</source>
        <translation>Le fichier ou dossier n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check that its drive is connected, or open it from where it is now.</source>
        <translation>Vérifiez que son disque est connecté, ou ouvrez-le là où il se trouve maintenant.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This file cannot be read as a scene.</source>
        <translation>Ce fichier ne peut pas être lu comme une scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Open an EnMAP product by its folder, METADATA.XML or ZIP, or another raster.</source>
        <translation>Ouvrez un produit EnMAP par son dossier, METADATA.XML ou ZIP, ou un autre raster.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This raster ends too early: the download or copy is incomplete.</source>
        <translation>Ce raster se termine trop tôt : le téléchargement ou la copie est incomplet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Download or copy it again.</source>
        <translation>Téléchargez-le ou copiez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The metadata describe another number of bands than the image has.</source>
        <translation>Les métadonnées décrivent un autre nombre de bandes que l'image.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Use the METADATA.XML and the image of the same, unchanged product.</source>
        <translation>Utilisez le METADATA.XML et l'image du même produit, inchangé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This raster has too few bands for hyperspectral mapping.</source>
        <translation>Ce raster a trop peu de bandes pour la cartographie hyperspectrale.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose the spectral image of the product, not a preview or a photo.</source>
        <translation>Choisissez l'image spectrale du produit, pas un aperçu ni une photo.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This is not a reflectance product on a map grid.</source>
        <translation>Ce n'est pas un produit de réflectance sur une grille cartographique.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Download the L2A of this scene; it holds surface reflectance.</source>
        <translation>Téléchargez le L2A de cette scène ; il contient la réflectance de surface.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The bands of this raster have no wavelengths.</source>
        <translation>Les bandes de ce raster n'ont pas de longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Keep its header file beside it, or map anomalies only.</source>
        <translation>Gardez son fichier d'en-tête à côté, ou cartographiez seulement des anomalies.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Nothing can be mapped here: every pixel is masked or empty.</source>
        <translation>Rien ne peut être cartographié ici : chaque pixel est masqué ou vide.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose another part of the scene, or another scene.</source>
        <translation>Choisissez une autre partie de la scène, ou une autre scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>There are too few pixels to work with.</source>
        <translation>Il y a trop peu de pixels.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose a larger area or a larger scene.</source>
        <translation>Choisissez une zone ou une scène plus grande.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The coordinate system is unknown.</source>
        <translation>Le système de coordonnées est inconnu.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Set it in the layer's properties, Source tab.</source>
        <translation>Définissez-le dans les propriétés de la couche, onglet Source.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>One of the options cannot be used like this.</source>
        <translation>Une des options ne peut pas être utilisée ainsi.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Look at the Advanced options; Details says which one.</source>
        <translation>Regardez les options avancées ; Détails dit laquelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>There are no labels yet.</source>
        <translation>Il n'y a pas encore d'étiquettes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The labels or targets do not lie on valid pixels of this scene.</source>
        <translation>Les étiquettes ou cibles ne sont pas sur des pixels valides de cette scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check the layer's coordinate system, or draw them on the scene.</source>
        <translation>Vérifiez le système de coordonnées de la couche, ou dessinez-les sur la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>You have labels for one class.</source>
        <translation>Vous avez des étiquettes d'une classe.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Draw at least one polygon of another class to train.</source>
        <translation>Dessinez au moins un polygone d'une autre classe pour entraîner.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Train again, or choose another head.</source>
        <translation>Entraînez de nouveau, ou choisissez un autre classifieur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>HSFM does not know this model.</source>
        <translation>HSFM ne connaît pas ce modèle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose one that the Models section lists as installed.</source>
        <translation>Choisissez-en un que la section Modèles liste comme installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Get it, or import its file, in the Models section.</source>
        <translation>Obtenez-le, ou importez son fichier, dans la section Modèles.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The head was trained with other weights of its backbone.</source>
        <translation>Le classifieur a été entraîné avec d'autres poids de son backbone.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file of a head or model is damaged.</source>
        <translation>Le fichier d'un classifieur ou d'un modèle est endommagé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Get, import or train it again.</source>
        <translation>Obtenez-le, importez-le ou entraînez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The file holds code or data that it must not hold; it was not opened.</source>
        <translation>Le fichier contient du code ou des données interdits ; il n'a pas été ouvert.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Use only files from people you trust.</source>
        <translation>N'utilisez que des fichiers de personnes de confiance.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>This is not a head or a model that HSFM can read.</source>
        <translation>Ce n'est ni un classifieur ni un modèle que HSFM sait lire.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose another one; Details says what is wrong with it.</source>
        <translation>Choisissez-en un autre ; Détails dit ce qui ne va pas.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The licence of this model is unclear.</source>
        <translation>La licence de ce modèle est peu claire.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Read its terms and tick the box in the Models section, then choose Get.</source>
        <translation>Lisez ses conditions et cochez la case dans la section Modèles, puis choisissez Obtenir.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The download did not come through; what has come is kept.</source>
        <translation>Le téléchargement n'a pas abouti ; ce qui est venu est gardé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check the connection, then try again: it goes on where it stopped.</source>
        <translation>Vérifiez la connexion, puis réessayez : il reprend où il s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The scene lacks bands that the model needs.</source>
        <translation>Il manque à la scène des bandes dont le modèle a besoin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Train on this scene with another backbone, or use a scene of the same sensor.</source>
        <translation>Entraînez sur cette scène avec un autre backbone, ou prenez une scène du même capteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Lower the memory for windows in the Advanced options, or close other programs.</source>
        <translation>Réduisez la mémoire des fenêtres dans les options avancées, ou fermez d'autres programmes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The chosen device is not there.</source>
        <translation>Le périphérique choisi n'est pas là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Set Device to Automatic in the Advanced options.</source>
        <translation>Mettez « Périphérique » sur « Automatique » dans les options avancées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The device ran out of memory. Your labels are safe.</source>
        <translation>La mémoire du périphérique est épuisée. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The graphics driver does not work with the engine.</source>
        <translation>Le pilote graphique ne fonctionne pas avec le moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Update the driver, or set Device to CPU in the Advanced options.</source>
        <translation>Mettez le pilote à jour, ou mettez Périphérique sur CPU dans les options avancées.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Free some space, or choose another results folder in the HSFM options.</source>
        <translation>Libérez de la place, ou choisissez un autre dossier de résultats dans les options de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The results folder cannot be written to.</source>
        <translation>Le dossier des résultats n'est pas accessible en écriture.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Choose a folder of your own in the HSFM options.</source>
        <translation>Choisissez un dossier à vous dans les options de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>A result file is in use by another program.</source>
        <translation>Un fichier de résultat est utilisé par un autre programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Close that program, then try again.</source>
        <translation>Fermez ce programme, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The result could not be written.</source>
        <translation>Le résultat n'a pas pu être écrit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Check that the results folder exists and its disk is healthy.</source>
        <translation>Vérifiez que le dossier des résultats existe et que son disque est sain.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine's Python environment is missing or incomplete.</source>
        <translation>L'environnement Python du moteur manque ou est incomplet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install or repair it at the top of the panel, or choose another in the HSFM options.</source>
        <translation>Installez-le ou réparez-le en haut du panneau, ou choisissez-en un autre dans les options de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The system does not let the engine load one of its libraries.</source>
        <translation>Le système ne laisse pas le moteur charger une de ses bibliothèques.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Ask your administrator to allow the engine's folder.</source>
        <translation>Demandez à votre administrateur d'autoriser le dossier du moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Retry starts it again. If it keeps stopping, lower the memory for windows.</source>
        <translation>« Réessayer » le redémarre. S'il continue de s'arrêter, réduisez la mémoire des fenêtres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine does not answer. Your labels are safe.</source>
        <translation>Le moteur ne répond pas. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Wait a moment, then try again.</source>
        <translation>Attendez un moment, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The panel and the engine did not understand each other.</source>
        <translation>Le panneau et le moteur ne se sont pas compris.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Try again. If it happens again, restart QGIS.</source>
        <translation>Réessayez. Si cela se reproduit, redémarrez QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The panel asked the engine for something it does not know.</source>
        <translation>Le panneau a demandé au moteur une chose qu'il ne connaît pas.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install the same version of both, then restart QGIS.</source>
        <translation>Installez la même version des deux, puis redémarrez QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine and the panel are of different versions.</source>
        <translation>Le moteur et le panneau sont de versions différentes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Install the plugin again, restart QGIS, then choose Repair.</source>
        <translation>Réinstallez l'extension, redémarrez QGIS, puis choisissez Réparer.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>The engine is still at work on something else.</source>
        <translation>Le moteur travaille encore à autre chose.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Wait until it is done, then try again.</source>
        <translation>Attendez qu'il ait fini, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Something went wrong in the engine. Your labels are safe.</source>
        <translation>Quelque chose s'est mal passé dans le moteur. Vos étiquettes sont sauves.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sentences.py"/>
        <source>Copy the details and report them.</source>
        <translation>Copiez les détails et signalez-les.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>What has come is kept: Install goes on where it stopped.</source>
        <translation>Ce qui est venu est gardé : « Installer » reprend où cela s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A package in the folder is damaged, or is not the one it was.</source>
        <translation>Un paquet du dossier est endommagé ou n'est plus celui d'origine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Copy the folder again, all of it, or make it again.</source>
        <translation>Copiez à nouveau le dossier en entier, ou recréez-le.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder holds a package that does not belong to it.</source>
        <translation>Le dossier contient un paquet qui n'en fait pas partie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Take it out of the folder, or make the folder again.</source>
        <translation>Retirez-le du dossier, ou recréez le dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file that came is not the one that was promised: its checksum differs.</source>
        <translation>Un fichier venu n'est pas celui qui était promis : sa somme de contrôle diffère.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>It was not installed. Try again; if it happens again, a proxy or mirror alters downloads: ask whoever runs it, or install from a folder.</source>
        <translation>Il n'a pas été installé. Réessayez ; si cela se reproduit, un proxy ou un miroir modifie les téléchargements : voyez avec qui le gère, ou installez depuis un dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>QGIS uses a SOCKS proxy, which the installation cannot use.</source>
        <translation>QGIS utilise un proxy SOCKS, que l'installation ne peut pas utiliser.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Name an HTTP proxy in QGIS's network options, or install from a folder.</source>
        <translation>Nommez un proxy HTTP dans les options réseau de QGIS, ou installez depuis un dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The proxy does not let the installation through.</source>
        <translation>Le proxy ne laisse pas passer l'installation.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the proxy, its user and password in QGIS's network options.</source>
        <translation>Vérifiez le proxy, son utilisateur et son mot de passe dans les options réseau de QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The certificate of the package index was not accepted; nothing was taken from it.</source>
        <translation>Le certificat de l'index des paquets n'a pas été accepté ; rien n'en a été pris.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the computer's clock. If your network inspects connections, ask for its certificate file and name it in the variable PIP_CERT.</source>
        <translation>Vérifiez l'horloge de l'ordinateur. Si votre réseau inspecte les connexions, demandez son fichier de certificat et nommez-le dans la variable PIP_CERT.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The package index has an address without https, so nothing is taken from it.</source>
        <translation>L'index des paquets a une adresse sans https, rien n'en est donc pris.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Change its address in the HSFM options to https, or install from a folder.</source>
        <translation>Changez son adresse en https dans les options de HSFM, ou installez depuis un dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The connection to the package index broke, or was never made.</source>
        <translation>La connexion à l'index des paquets s'est rompue, ou n'a jamais été établie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check the network and QGIS's proxy, then try again.</source>
        <translation>Vérifiez le réseau et le proxy de QGIS, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use another Python, for example from python.org or with uv.</source>
        <translation>Prenez un autre Python, par exemple de python.org ou avec uv.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again: downloads are kept. If it stays, copy the details and report them.</source>
        <translation>Réessayez : les téléchargements sont gardés. Si cela persiste, copiez les détails et signalez-les.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine is open in another program.</source>
        <translation>Le moteur est ouvert dans un autre programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Close the other QGIS windows and programs that run it, then try again; an antivirus may hold the files for some minutes.</source>
        <translation>Fermez les autres fenêtres de QGIS et les programmes qui l'utilisent, puis réessayez ; un antivirus garde peut-être les fichiers quelques minutes.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The Python that was chosen for the engine's environment is gone.</source>
        <translation>Le Python choisi pour l'environnement du moteur n'existe plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again: HSFM then looks for another one on this computer.</source>
        <translation>Réessayez : HSFM en cherche alors un autre sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The Python that was chosen for the engine's environment cannot be used.</source>
        <translation>Le Python choisi pour l'environnement du moteur est inutilisable.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose another one, or let HSFM look for one on this computer.</source>
        <translation>Choisissez-en un autre, ou laissez HSFM en chercher un sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>No Python on this computer can be used for the engine.</source>
        <translation>Aucun Python de cet ordinateur ne convient au moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install Python 3.12 (64 bit) from python.org, or uv from docs.astral.sh/uv, then try again. HSFM does not use the Python inside QGIS.</source>
        <translation>Installez Python 3.12 (64 bits) depuis python.org, ou uv depuis docs.astral.sh/uv, puis réessayez. HSFM n'utilise pas le Python de QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A package does not exist for this computer and its Python.</source>
        <translation>Un paquet n'existe pas pour cet ordinateur et son Python.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use a 64-bit Python {} to {}, or a folder that was made for this system.</source>
        <translation>Utilisez un Python 64 bits {} à {}, ou un dossier créé pour ce système.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another version of Python.</source>
        <translation>Le dossier a été fait pour une autre version de Python.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Use a Python of that version, or make the folder for yours.</source>
        <translation>Prenez un Python de cette version, ou faites le dossier pour le vôtre.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another kind of computer.</source>
        <translation>Le dossier a été créé pour un autre type d'ordinateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Make a folder for this one.</source>
        <translation>Créez un dossier pour celui-ci.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder was made for another version of HSFM.</source>
        <translation>Le dossier a été créé pour une autre version de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Make the folder again with the version that is installed here.</source>
        <translation>Recréez le dossier avec la version installée ici.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This Python is managed by the system and takes no packages.</source>
        <translation>Ce Python est géré par le système et n'accepte pas de paquets.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install the system's venv package (python3-venv).</source>
        <translation>Installez le paquet venv du système (python3-venv).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This Python cannot make an environment: a part of it is missing.</source>
        <translation>Ce Python ne peut pas faire d'environnement : une partie lui manque.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>On Debian and Ubuntu, install python3-venv.</source>
        <translation>Sous Debian et Ubuntu, installez python3-venv.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The packages ask for versions that do not go together.</source>
        <translation>Les paquets demandent des versions incompatibles.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Update HSFM, then try again. If it stays, copy the details and report them.</source>
        <translation>Mettez HSFM à jour, puis réessayez. Si cela persiste, copiez les détails et signalez-les.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder of the engine was removed during the installation.</source>
        <translation>Le dossier du moteur a été retiré pendant l'installation.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install again, and leave the folder alone until it is done.</source>
        <translation>Réinstallez, et ne touchez pas au dossier avant la fin.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The new environment does not work: one of its packages fails its test.</source>
        <translation>Le nouvel environnement ne fonctionne pas : un de ses paquets échoue à son test.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The system does not let a program of the installation run.</source>
        <translation>Le système n'autorise pas un programme de l'installation à s'exécuter.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A policy or an antivirus may stop it: ask your administrator to allow it.</source>
        <translation>Une stratégie ou un antivirus le bloque peut-être : demandez à votre administrateur de l'autoriser.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A program of the installation could not be started.</source>
        <translation>Un programme de l'installation n'a pas pu être démarré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>It may have been removed just now.</source>
        <translation>Il vient peut-être d'être retiré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The installation failed.</source>
        <translation>L'installation a échoué.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>An antivirus may hold its files for a while: wait, then try again.</source>
        <translation>Un antivirus retient peut-être ses fichiers un moment : attendez, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose a place of your own for it by the variable XDG_DATA_HOME, then restart QGIS.</source>
        <translation>Choisissez pour lui un emplacement à vous par la variable XDG_DATA_HOME, puis redémarrez QGIS.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A path became longer than Windows takes (260 characters).</source>
        <translation>Un chemin est devenu plus long que Windows ne l'accepte (260 caractères).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Let your administrator switch on long paths, then try again.</source>
        <translation>Demandez à votre administrateur d'activer les chemins longs, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Another QGIS is setting up the engine right now.</source>
        <translation>Un autre QGIS est en train d'installer le moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Wait until it is done there, or cancel it there; then try again.</source>
        <translation>Attendez qu'il ait fini, ou annulez là-bas ; puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Files of the engine are in use by another program.</source>
        <translation>Des fichiers du moteur sont utilisés par un autre programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Close the other QGIS windows, then try again.</source>
        <translation>Fermez les autres fenêtres de QGIS, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine's folder holds files that are not HSFM's.</source>
        <translation>Le dossier du moteur contient des fichiers qui ne sont pas de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Move them away, then try again.</source>
        <translation>Déplacez-les, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder is a link, and HSFM removes nothing that a link leads to.</source>
        <translation>Le dossier est un lien, et HSFM ne retire rien de ce à quoi un lien mène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Remove by hand what you do not need there.</source>
        <translation>Retirez à la main ce dont vous n'avez pas besoin là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>HSFM did not make this folder, and does not remove it.</source>
        <translation>HSFM n'a pas fait ce dossier, et ne le retire pas.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Writing was refused in the engine's folder.</source>
        <translation>L'écriture a été refusée dans le dossier du moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The folder holds another build of PyTorch than the one that was chosen.</source>
        <translation>Le dossier contient une autre version de PyTorch que celle qui a été choisie.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose the automatic build in the HSFM options, or another folder.</source>
        <translation>Choisissez la version automatique dans les options de HSFM, ou un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The list of packages is missing from the plugin.</source>
        <translation>La liste des paquets manque dans l'extension.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install the plugin again.</source>
        <translation>Réinstallez l'extension.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Try again. If it happens again, copy the details and report them.</source>
        <translation>Réessayez. Si cela se reproduit, copiez les détails et signalez-les.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>There is no space left on the disk.</source>
        <translation>Il n'y a plus de place sur le disque.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Free some gigabytes, then try again: what has come is kept, and Install goes on where it stopped.</source>
        <translation>Libérez quelques gigaoctets, puis réessayez : ce qui est venu est gardé, et « Installer » reprend où cela s'est arrêté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The system does not allow this in the engine's folder.</source>
        <translation>Le système ne permet pas cela dans le dossier du moteur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check that the folder is yours, or ask your administrator.</source>
        <translation>Vérifiez que le dossier est à vous, ou demandez à votre administrateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file is in use by another program.</source>
        <translation>Un fichier est utilisé par un autre programme.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file of the engine could not be written.</source>
        <translation>Un fichier du moteur n'a pas pu être écrit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Check that the disk is healthy, then try again.</source>
        <translation>Vérifiez que le disque est sain, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>This build of PyTorch cannot run here: the NVIDIA driver is missing or too old.</source>
        <translation>Cette version de PyTorch ne peut pas tourner ici : le pilote NVIDIA manque ou est trop ancien.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install or update the driver (nvidia.com/drivers), or choose the CPU instead.</source>
        <translation>Installez ou mettez à jour le pilote (nvidia.com/drivers), ou choisissez plutôt le CPU.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>There is no such device, or no PyTorch for this kind of computer.</source>
        <translation>Ce périphérique n'existe pas, ou il n'y a pas de PyTorch pour ce type d'ordinateur.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose another device in the HSFM options.</source>
        <translation>Choisissez un autre périphérique dans les options de HSFM.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>A file or folder is not there any more.</source>
        <translation>Un fichier ou dossier n'est plus là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Choose the folder that “runtime_setup bundle” has made, all of it.</source>
        <translation>Choisissez le dossier fait par « runtime_setup bundle », en entier.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Look at the HSFM options; below is which one.</source>
        <translation>Regardez les options de HSFM ; ci-dessous, laquelle.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>The engine's environment is missing or incomplete.</source>
        <translation>L'environnement du moteur manque ou est incomplet.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Install or repair it.</source>
        <translation>Installez-le ou réparez-le.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_sentences.py"/>
        <source>Something went wrong in the setup.</source>
        <translation>L'installation a rencontré un problème.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Look for Python and the graphics card</source>
        <translation>Chercher Python et la carte graphique</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine is installed.</source>
        <translation>Le moteur est installé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Install the HSFM engine</source>
        <translation>Installer le moteur HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Update the HSFM engine</source>
        <translation>Mettre à jour le moteur HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine is up to date.</source>
        <translation>Le moteur est à jour.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Repair the HSFM engine</source>
        <translation>Réparer le moteur HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>The engine works again.</source>
        <translation>Le moteur fonctionne de nouveau.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Removed.</source>
        <translation>Retiré.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Remove files of HSFM</source>
        <translation>Retirer des fichiers de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Measure the files of HSFM</source>
        <translation>Mesurer les fichiers de HSFM</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/setup_work.py"/>
        <source>Look at a Python</source>
        <translation>Examiner un Python</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sizes.py"/>
        <source>{} MB</source>
        <translation>{} Mo</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/sizes.py"/>
        <source>{} kB</source>
        <translation>{} ko</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The scene has no coordinate system; the coordinates of {} are taken as those of the scene.</source>
        <translation>La scène n'a pas de système de coordonnées ; les coordonnées de {} sont prises comme celles de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has no coordinate system; the coordinates of {} are taken as those of the scene.</source>
        <translation>{} n'a pas de système de coordonnées ; les coordonnées de {} sont prises comme celles de la scène.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labels lie outside the scene and are left out.</source>
        <translation>{} étiquettes sont hors de la scène et laissées de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} lines of {} are left out; draw polygons or points.</source>
        <translation>{} lignes de {} sont laissées de côté ; dessinez des polygones ou des points.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} pixels lie in polygons of two classes and are left out.</source>
        <translation>{} pixels sont dans des polygones de deux classes et laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} features of {} have no class and are left out.</source>
        <translation>{} entités de {} n'ont pas de classe et sont laissées de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The class numbers of {} are not all between 1 and {}; the map numbers the classes from 1 to {}.</source>
        <translation>Les numéros de classe de {} ne sont pas tous entre 1 et {} ; la carte numérote les classes de 1 à {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels are nodata or masked and are left out.</source>
        <translation>{} pixels étiquetés sont sans données ou masqués et laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels are nodata or masked.</source>
        <translation>{} pixels étiquetés sont sans données ou masqués.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} labelled pixels have no class in the map.</source>
        <translation>{} pixels étiquetés n'ont pas de classe dans la carte.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} of {} labelled pixels are used, evenly spread: more would not fit into memory.</source>
        <translation>{} des {} pixels étiquetés sont utilisés, répartis régulièrement : plus ne tiendrait pas en mémoire.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} of {} windows that hold labels are used, evenly spread: more would not fit into memory. A larger memory limit takes more of them.</source>
        <translation>{} des {} fenêtres avec étiquettes sont utilisées, réparties régulièrement : plus ne tiendrait pas en mémoire. Une limite de mémoire plus grande en prend plus.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No valid pixel is left of the class {}.</source>
        <translation>Il ne reste aucun pixel valide de la classe {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The class {} of the labels joins {} of the earlier classifier: both have the number {}.</source>
        <translation>La classe {} des étiquettes rejoint {} du classifieur précédent : les deux ont le numéro {}.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has one polygon only, so accuracy cannot be measured there. Draw a second one some way off.</source>
        <translation>{} n'a qu'un polygone, l'exactitude n'y est donc pas mesurable. Dessinez-en un second à quelque distance.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have one polygon only, so accuracy cannot be measured there. Draw a second one some way off.</source>
        <translation>{} n'ont qu'un polygone, l'exactitude n'y est donc pas mesurable. Dessinez-en un second à quelque distance.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has fewer than {} polygons; the accuracy there is uncertain.</source>
        <translation>{} a moins de {} polygones ; l'exactitude y est incertaine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have fewer than {} polygons; the accuracy there is uncertain.</source>
        <translation>{} ont moins de {} polygones ; l'exactitude y est incertaine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} has fewer than {} pixels; the accuracy there is uncertain.</source>
        <translation>{} a moins de {} pixels ; l'exactitude y est incertaine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>{} have fewer than {} pixels; the accuracy there is uncertain.</source>
        <translation>{} ont moins de {} pixels ; l'exactitude y est incertaine.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>All polygons of {} lie in one place, so accuracy cannot be measured there. Draw some elsewhere.</source>
        <translation>Tous les polygones de {} sont au même endroit, l'exactitude n'y est donc pas mesurable. Dessinez-en ailleurs.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The polygons lie in {} separate places, so there are {} folds.</source>
        <translation>Les polygones sont à {} endroits séparés, il y a donc {} plis.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy is unknown: no class has polygons in separate places of which some could be held out.</source>
        <translation>L'exactitude est inconnue : aucune classe n'a de polygones à des endroits séparés dont certains pourraient être mis de côté.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy is unknown: the polygons lie in two separate places, of which one is learnt from and one decides when training ends. Draw some in a third place.</source>
        <translation>L'exactitude est inconnue : les polygones sont à deux endroits séparés, l'un sert à apprendre et l'autre décide de la fin de l'entraînement. Dessinez-en à un troisième endroit.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No polygon of {} is among those that accuracy is measured on. Draw more of them, some way off.</source>
        <translation>Aucun polygone de {} n'est parmi ceux qui mesurent l'exactitude. Dessinez-en d'autres, à quelque distance.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The polygons are clustered: held-out pixels lie {} pixels from the nearest training pixel (median), so the accuracy elsewhere will be lower.</source>
        <translation>Les polygones sont groupés : les pixels mis de côté sont à {} pixels du pixel d'entraînement le plus proche (médiane), l'exactitude ailleurs sera donc plus basse.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Only {} polygons could be held out, so class sets at an error rate of {} hold every class. Draw more polygons.</source>
        <translation>Seuls {} polygones ont pu être mis de côté, les ensembles de classes à un taux d'erreur de {} contiennent donc toutes les classes. Dessinez plus de polygones.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Too few polygons were held out to promise an error rate of {}: the class sets hold all classes. Choose a greater error rate, or train with more polygons.</source>
        <translation>Trop peu de polygones ont été mis de côté pour promettre un taux d'erreur de {} : les ensembles contiennent toutes les classes. Choisissez un taux plus grand, ou entraînez avec plus de polygones.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was left out: it cannot use the labels of the earlier classifier.</source>
        <translation>La référence a été omise : elle ne peut pas utiliser les étiquettes du classifieur précédent.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was not measured: training was cancelled.</source>
        <translation>La référence n'a pas été mesurée : l'entraînement a été annulé.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was compared without some pixels: {} of {} labelled pixels have no valid value in some band.</source>
        <translation>La référence a été comparée sans certains pixels : {} des {} pixels étiquetés n'ont pas de valeur valide dans une bande.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The baseline was left out: {} of {} labelled pixels have no valid value in some band, and the others are not of two classes in separate places.</source>
        <translation>La référence a été omise : {} des {} pixels étiquetés n'ont pas de valeur valide dans une bande, et les autres ne sont pas de deux classes à des endroits séparés.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Fine-tuning did not pay: on the polygons that were held out it reaches {} balanced accuracy, and a linear head {}. Choose head, or draw more polygons.</source>
        <translation>L'ajustement fin n'a pas payé : sur les polygones mis de côté il atteint {} d'exactitude équilibrée, et un classifieur linéaire {}. Choisissez « Rapide », ou dessinez plus de polygones.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. Its accuracy was not measured. The same training, started again, goes on from there.</source>
        <translation>L'entraînement a été arrêté après {} époques sur {} ; le classifieur est le meilleur jusqu'ici, celui de l'époque {}. Son exactitude n'a pas été mesurée. Le même entraînement, relancé, reprend là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. A linear head beside it was not measured. The same training, started again, goes on from there.</source>
        <translation>L'entraînement a été arrêté après {} époques sur {} ; le classifieur est le meilleur jusqu'ici, celui de l'époque {}. Un classifieur linéaire à côté n'a pas été mesuré. Le même entraînement, relancé, reprend là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Training was stopped after {} of {} epochs; the head is the best so far, that of epoch {}. The same training, started again, goes on from there.</source>
        <translation>L'entraînement a été arrêté après {} époques sur {} ; le classifieur est le meilleur jusqu'ici, celui de l'époque {}. Le même entraînement, relancé, reprend là.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Held-out folds and repeats do not apply to fine-tuning: it is trained once, and one part in {} of the polygons measures it.</source>
        <translation>Les plis mis de côté et les répétitions ne s'appliquent pas à l'ajustement fin : il est entraîné une fois, et un pli sur {} des polygones le mesure.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The accuracy was measured on the new labels alone; the earlier ones were always trained on.</source>
        <translation>L'exactitude a été mesurée sur les seules nouvelles étiquettes ; les précédentes ont toujours servi à l'entraînement.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals follow only from a random sample. If the reference points were drawn at random, say so (random or stratified).</source>
        <translation>Surfaces et intervalles de confiance ne viennent que d'un échantillon aléatoire. Si les points de référence ont été tirés au hasard, dites-le (random ou stratified).</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals need independent points: here several pixels come from one polygon. Draw a random sample of points.</source>
        <translation>Surfaces et intervalles de confiance demandent des points indépendants : ici plusieurs pixels viennent d'un polygone. Tirez un échantillon aléatoire de points.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>Areas and confidence intervals need {} reference points in every mapped class; there are fewer in {}. Draw more points there.</source>
        <translation>Surfaces et intervalles de confiance demandent {} points de référence dans chaque classe ; il y en a moins dans {}. Dessinez-y plus de points.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The classifier of this map was trained on labels named {}. On the labels that it was trained on, a map always looks better than it is; use others.</source>
        <translation>Le classifieur de cette carte a été entraîné sur des étiquettes nommées {}. Sur les étiquettes de son entraînement, une carte paraît toujours meilleure qu'elle n'est ; prenez-en d'autres.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>The checkpoint {} is damaged ({}); training starts from the beginning.</source>
        <translation>Le checkpoint {} est endommagé ({}) ; l'entraînement repart du début.</translation>
    </message>
    <message>
        <location filename="../../hsfm_plugin/training_words.py"/>
        <source>No checkpoint can be written to {} ({}); if training is interrupted, it starts again from the beginning.</source>
        <translation>Aucun checkpoint ne peut être écrit dans {} ({}) ; si l'entraînement est interrompu, il repart du début.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Describe Scene</source>
        <translation>Décrire la scène</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Says what HSFM understood of a scene: product, bands, wavelengths, scale, masked pixels.</source>
        <translation>Dit ce que HSFM a compris d'une scène : produit, bandes, longueurs d'onde, échelle, pixels masqués.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A hyperspectral product (its folder, METADATA.XML, any member file or ZIP) or any raster with wavelengths.</source>
        <translation>Un produit hyperspectral (son dossier, METADATA.XML, un de ses fichiers ou ZIP) ou tout raster avec longueurs d'onde.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps land cover without any labels: water, snow, vegetation, soil, built-up and what share of each pixel they have.</source>
        <translation>Cartographie l'occupation du sol sans aucune étiquette : eau, neige, végétation, sol, bâti et leur part dans chaque pixel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Area of interest</source>
        <translation>Zone d'intérêt</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons that limit the map; nothing is mapped outside them.</source>
        <translation>Polygones qui limitent la carte ; rien n'est cartographié en dehors.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cover model</source>
        <translation>Modèle de couvert</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A model that knows land cover from its wavelengths; hsfm-spectral comes with HSFM.</source>
        <translation>Un modèle qui connaît le couvert par ses longueurs d'onde ; hsfm-spectral vient avec HSFM.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Least certainty</source>
        <translation>Certitude minimale</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels that the model is less sure of become "don't know"; its own limit if empty.</source>
        <translation>Les pixels dont le modèle est moins sûr deviennent « ne sait pas » ; vide, sa propre limite.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>By number (1-90,120) or by wavelength (450-900nm); all usable ones if empty.</source>
        <translation>Par numéro (1-90,120) ou longueur d'onde (450-900nm) ; vide, toutes les utilisables.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Only this part of the scene: first row, first column, rows, columns, counted from 0.</source>
        <translation>Seulement cette partie de la scène : première ligne, première colonne, lignes, colonnes, à partir de 0.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Where to compute: auto, cpu, cuda, cuda:1, mps.</source>
        <translation>Où calculer : auto, cpu, cuda, cuda:1, mps.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cover map</source>
        <translation>Carte du couvert</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class of land cover per pixel, with names, colours and areas.</source>
        <translation>Une classe d'occupation du sol par pixel, avec noms, couleurs et surfaces.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The share of each class in a pixel, 0 to 1, one band a class.</source>
        <translation>La part de chaque classe dans un pixel, 0 à 1, une bande par classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Uncertainty of the fractions</source>
        <translation>Incertitude des fractions</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The standard deviation of each share, one band a class.</source>
        <translation>L'écart type de chaque part, une bande par classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Confidence map</source>
        <translation>Carte de confiance</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How sure the model is of the kind of cover (water, snow, plants, ground), 0.5 to 1.</source>
        <translation>À quel point le modèle est sûr du type de couvert (eau, neige, plantes, sol), 0,5 à 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Vegetation Traits</source>
        <translation>Cartographier les traits de végétation</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps chlorophyll, leaf water, dry matter and leaf area of vegetation, and the moisture of bare soil.</source>
        <translation>Cartographie chlorophylle, eau des feuilles, matière sèche et surface foliaire de la végétation, et l'humidité du sol nu.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Trait map</source>
        <translation>Carte des traits</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One band a trait; no value where a pixel is outside the simulated range.</source>
        <translation>Une bande par trait ; pas de valeur où un pixel est hors de l'étendue simulée.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Uncertainty of the traits</source>
        <translation>Incertitude des traits</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The standard deviation of each trait, one band a trait.</source>
        <translation>L'écart type de chaque trait, une bande par trait.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Train Classifier</source>
        <translation>Entraîner un classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fits a classifier to labelled polygons or points and measures its accuracy on polygons that were held out.</source>
        <translation>Ajuste un classifieur à des polygones ou points étiquetés et mesure son exactitude sur des polygones mis de côté.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons or points with a class in one of their fields, in any coordinate system.</source>
        <translation>Polygones ou points avec une classe dans un de leurs champs, dans tout système de coordonnées.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Layer of the label file</source>
        <translation>Couche du fichier d'étiquettes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which layer of the label file to use; its first one if empty.</source>
        <translation>Quelle couche du fichier d'étiquettes utiliser ; vide, la première.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The field with the class name or number.</source>
        <translation>Le champ avec le nom ou numéro de la classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Continue from head</source>
        <translation>Continuer un classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier to go on from: its labels count together with the new ones, which may have new classes.</source>
        <translation>Un classifieur à continuer : ses étiquettes comptent avec les nouvelles, qui peuvent avoir de nouvelles classes.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What turns pixels into features: hsfm-spectral, which comes with HSFM, spectra (the normalised reflectance itself, also without wavelengths) or an installed model.</source>
        <translation>Ce qui fait des pixels des caractéristiques : hsfm-spectral, qui vient avec HSFM, spectra (la réflectance normalisée elle-même, aussi sans longueurs d'onde) ou un modèle installé.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Blocks that give features</source>
        <translation>Blocs qui donnent des caractéristiques</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many blocks of a pretrained backbone give features; the last one always does.</source>
        <translation>Combien de blocs d'un backbone préentraîné donnent des caractéristiques ; le dernier toujours.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Features at every pixel</source>
        <translation>Caractéristiques à chaque pixel</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lets a pretrained residual network (ResNet) give features at every pixel instead of cells of 16 pixels; many times slower. Other backbones do not change.</source>
        <translation>Laisse un réseau résiduel préentraîné (ResNet) donner des caractéristiques à chaque pixel au lieu de cellules de 16 pixels ; bien plus lent. Les autres backbones ne changent pas.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Classifier</source>
        <translation>Type de classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>auto weights kernels and logistic regressions by labels that it holds out, where features are of single pixels, and takes linear for other backbones; linear is one logistic regression, the fastest to map.</source>
        <translation>auto pondère noyaux et régressions logistiques par des étiquettes mises de côté, où les caractéristiques sont de pixels isolés, et prend linear pour les autres backbones ; linear est une régression logistique, la plus rapide à cartographier.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fine-tuning</source>
        <translation>Ajustement fin</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is trained: head fits a classifier to fixed features in seconds; conv a network that sees the surroundings; adapter, lora and full also change the backbone, for hundreds of polygons and best on a GPU.</source>
        <translation>Ce qui est entraîné : head ajuste un classifieur à des caractéristiques fixes en quelques secondes ; conv un réseau qui voit l'entourage ; adapter, lora et full changent aussi le backbone, pour des centaines de polygones et de préférence sur un GPU.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How often fine-tuning sees all labels at most; it ends earlier when polygons that are held out are not classified any better.</source>
        <translation>Combien de fois l'ajustement fin voit au plus toutes les étiquettes ; il finit plus tôt quand les polygones mis de côté ne sont pas mieux classés.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Hold out</source>
        <translation>Mettre de côté</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is held out together to measure accuracy: blocks of the scene with all polygons in them, or single polygons.</source>
        <translation>Ce qui est mis de côté ensemble pour mesurer l'exactitude : des blocs de la scène avec tous leurs polygones, ou des polygones seuls.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Held-out folds</source>
        <translation>Plis mis de côté</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Into how many groups the polygons are split to measure accuracy.</source>
        <translation>En combien de groupes les polygones sont répartis pour mesurer l'exactitude.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Repeats</source>
        <translation>Répétitions</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many different splits accuracy is measured on.</source>
        <translation>Sur combien de répartitions différentes l'exactitude est mesurée.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Baseline</source>
        <translation>Référence</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Measures a random forest and a support vector machine on the same bands and splits.</source>
        <translation>Mesure une forêt aléatoire et une machine à vecteurs de support sur les mêmes bandes et répartitions.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Random seed</source>
        <translation>Graine aléatoire</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The same seed gives the same result.</source>
        <translation>La même graine donne le même résultat.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Head</source>
        <translation>Classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The trained classifier.</source>
        <translation>Le classifieur entraîné.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Classify Scene</source>
        <translation>Classer la scène</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps the classes of a trained classifier over a scene.</source>
        <translation>Cartographie les classes d'un classifieur entraîné sur une scène.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier made by Train Classifier, or an ONNX segmentation model with a .json beside it that names its bands and classes.</source>
        <translation>Un classifieur fait par « Entraîner un classifieur », ou un modèle de segmentation ONNX avec un .json à côté qui nomme ses bandes et classes.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What computes the network; auto takes the fastest that gives the same map here.</source>
        <translation>Ce qui calcule le réseau ; auto prend le plus rapide qui donne ici la même carte.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Error rate of class sets</source>
        <translation>Taux d'erreur des ensembles de classes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How often a class set may miss the true class.</source>
        <translation>Combien souvent un ensemble de classes peut manquer la vraie classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Class map</source>
        <translation>Carte de classes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class value per pixel, with names, colours and areas.</source>
        <translation>Une valeur de classe par pixel, avec noms, couleurs et surfaces.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The probability of the mapped class, 0 to 1.</source>
        <translation>La probabilité de la classe cartographiée, 0 à 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How many classes a pixel may belong to at the wanted error rate, and which.</source>
        <translation>À combien de classes un pixel peut appartenir au taux d'erreur voulu, et lesquelles.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How far a pixel is from everything that was labelled; above 1 it is unlike all of it.</source>
        <translation>À quelle distance un pixel est de tout ce qui a été étiqueté ; au-dessus de 1, il ne ressemble à rien de tout cela.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Assess Map Accuracy</source>
        <translation>Évaluer l'exactitude d'une carte</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Compares a class map with reference labels that were not trained on; areas with confidence intervals where the reference is a random sample.</source>
        <translation>Compare une carte de classes avec des étiquettes de référence qui n'ont pas servi à l'entraînement ; surfaces avec intervalles de confiance où la référence est un échantillon aléatoire.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map made by Classify Scene.</source>
        <translation>Une carte faite par « Classer la scène ».</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>How the reference was drawn</source>
        <translation>Comment la référence a été tirée</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Areas and their confidence intervals follow only from a random sample, of the whole map (random) or of each mapped class (stratified); other labels (unknown) give accuracy alone.</source>
        <translation>Les surfaces et leurs intervalles de confiance ne viennent que d'un échantillon aléatoire, de toute la carte (random) ou de chaque classe (stratified) ; d'autres étiquettes (unknown) ne donnent que l'exactitude.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Write Report</source>
        <translation>Écrire un rapport</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Writes what is known of a classifier and its map into one HTML file.</source>
        <translation>Écrit ce qui est connu d'un classifieur et de sa carte dans un fichier HTML.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A classifier made by Train Classifier.</source>
        <translation>Un classifieur fait par « Entraîner un classifieur ».</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map made with it, for its picture and areas.</source>
        <translation>Une carte faite avec lui, pour son image et ses surfaces.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One HTML file that needs nothing else.</source>
        <translation>Un fichier HTML qui se suffit.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Anomalies</source>
        <translation>Cartographier les anomalies</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores how unlike its surroundings and the rest of the scene each pixel is; needs no labels and no settings.</source>
        <translation>Évalue à quel point chaque pixel diffère de son entourage et du reste de la scène ; sans étiquettes ni réglages.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Anomaly detector</source>
        <translation>Détecteur d'anomalies</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>auto joins a global, a local and a small-object detector and needs no setting; rx is the global Reed-Xiaoli detector; local_rx compares with a window around each pixel; hypersigma needs installed weights.</source>
        <translation>auto réunit un détecteur global, un local et un de petits objets, sans réglage ; rx est le détecteur global de Reed-Xiaoli ; local_rx compare avec une fenêtre autour de chaque pixel ; hypersigma demande des poids installés.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>False-alarm rate</source>
        <translation>Taux de fausses alarmes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which share of ordinary pixels may lie above the threshold.</source>
        <translation>Quelle part des pixels ordinaires peut être au-dessus du seuil.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Inner window</source>
        <translation>Fenêtre intérieure</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Side of the guard window of local detectors: as large as the largest object.</source>
        <translation>Côté de la fenêtre de garde des détecteurs locaux : aussi grande que le plus grand objet.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Outer window</source>
        <translation>Fenêtre extérieure</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Side of the background window of local detectors.</source>
        <translation>Côté de la fenêtre de fond des détecteurs locaux.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features backbone_rx compares.</source>
        <translation>De qui backbone_rx compare les caractéristiques.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Smallest detection</source>
        <translation>Plus petite détection</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Connected pixels above the threshold that are fewer than this are not listed.</source>
        <translation>Les pixels contigus au-dessus du seuil qui sont moins nombreux ne sont pas listés.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels so near to clouds, shadows and nodata are left out: edges are no objects.</source>
        <translation>Les pixels si près de nuages, d'ombres et d'absence de données sont laissés : les bords ne sont pas des objets.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The higher, the more unusual.</source>
        <translation>Plus haut, plus inhabituel.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Connected pixels above the threshold as polygons with rank, score, size, contrast and spectra.</source>
        <translation>Pixels contigus au-dessus du seuil comme polygones avec rang, score, taille, contraste et spectres.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Detect Targets</source>
        <translation>Détecter des cibles</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores how much of a known material each pixel holds, from pixels, polygons or a spectral library.</source>
        <translation>Évalue combien d'un matériau connu chaque pixel contient, à partir de pixels, polygones ou d'une bibliothèque spectrale.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ace (adaptive cosine estimator), matched filter and CEM find parts of pixels; spectral angle and similarity in the features of a backbone compare whole pixels.</source>
        <translation>ace (adaptive cosine estimator), matched filter et CEM trouvent des parts de pixels ; l'angle spectral et la similarité dans les caractéristiques d'un backbone comparent des pixels entiers.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Target pixels</source>
        <translation>Pixels de la cible</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rows and columns of the scene, counted from 0: 12,40;13,41.</source>
        <translation>Lignes et colonnes de la scène, à partir de 0 : 12,40;13,41.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Target polygons</source>
        <translation>Polygones de la cible</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Polygons or points on the target, in any coordinate system.</source>
        <translation>Polygones ou points sur la cible, dans tout système de coordonnées.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Field of the polygons</source>
        <translation>Champ des polygones</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>With it, only features whose value in this field is the one below are taken.</source>
        <translation>Avec lui, seules sont prises les entités dont la valeur dans ce champ est celle ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Value in the field</source>
        <translation>Valeur du champ</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Which features of the polygons are the target.</source>
        <translation>Quelles entités des polygones sont la cible.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ENVI library (.sli), CSV, USGS or ECOSTRESS text, EnMAP-Box JSON or GPKG.</source>
        <translation>Bibliothèque ENVI (.sli), CSV, texte USGS ou ECOSTRESS, JSON ou GPKG d'EnMAP-Box.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spectrum of the library</source>
        <translation>Spectre de la bibliothèque</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Its name; several are separated by semicolons; all of them if empty.</source>
        <translation>Son nom ; plusieurs séparés par des points-virgules ; vide, tous.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features similarity compares.</source>
        <translation>De qui la similarité compare les caractéristiques.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The higher, the more of the target.</source>
        <translation>Plus haut, plus de la cible.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps how similar each pixel is to chosen ones, in the features of a backbone.</source>
        <translation>Cartographie à quel point chaque pixel ressemble à ceux choisis, dans les caractéristiques d'un backbone.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels to look for</source>
        <translation>Pixels à chercher</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Pixels to exclude</source>
        <translation>Pixels à exclure</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What is more similar to these is not wanted; written in the same way.</source>
        <translation>Ce qui ressemble plus à ceux-ci n'est pas voulu ; écrit de même.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Whose features are compared.</source>
        <translation>De qui les caractéristiques sont comparées.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>1 is equal, 0 has nothing in common.</source>
        <translation>1 est égal, 0 n'a rien en commun.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Detections</source>
        <translation>Lister les détections</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Makes a list of the connected pixels of a score map above a threshold.</source>
        <translation>Fait une liste des pixels contigus d'une carte de scores au-dessus d'un seuil.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Score map</source>
        <translation>Carte de scores</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A map of anomalies, targets or similarity of this scene.</source>
        <translation>Une carte d'anomalies, de cibles ou de similarité de cette scène.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scores above it are detections; found from the false-alarm rate if empty.</source>
        <translation>Les scores au-dessus sont des détections ; vide, tiré du taux de fausses alarmes.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Map Clouds</source>
        <translation>Cartographier les nuages</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Maps clouds over a radiance product (L1C) with a small spectral transformer (SpecTf).</source>
        <translation>Cartographie les nuages d'un produit de luminance (L1C) avec un petit transformer spectral (SpecTf).</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud model</source>
        <translation>Modèle de nuages</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>An installed cloud mask model.</source>
        <translation>Un modèle de masque de nuages installé.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud threshold</source>
        <translation>Seuil de nuage</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The cloud probability from which a pixel counts as cloud.</source>
        <translation>La probabilité de nuage à partir de laquelle un pixel compte comme nuage.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Cloud mask</source>
        <translation>Masque de nuages</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>1 is clear, 2 is cloud.</source>
        <translation>1 est clair, 2 est nuage.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>0 to 1.</source>
        <translation>0 à 1.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Export to ONNX</source>
        <translation>Exporter en ONNX</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Writes a classifier with its backbone and preprocessing as one ONNX model.</source>
        <translation>Écrit un classifieur avec son backbone et son prétraitement comme un modèle ONNX.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>ONNX model</source>
        <translation>Modèle ONNX</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Takes reflectance of any batch and size, gives class probabilities.</source>
        <translation>Prend de la réflectance de tout lot et toute taille, donne des probabilités de classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Preview Classes</source>
        <translation>Aperçu des classes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fits a classifier to labels without measuring it and maps a part of the scene at once, the middle first.</source>
        <translation>Ajuste un classifieur à des étiquettes sans le mesurer et cartographie aussitôt une partie de la scène, le milieu d'abord.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>One class value per pixel of the window.</source>
        <translation>Une valeur de classe par pixel de la fenêtre.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Class Spectra</source>
        <translation>Spectres des classes</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Reads the spectra under labels: mean and spread of each class, and the polygons that are far from their class.</source>
        <translation>Lit les spectres sous les étiquettes : moyenne et dispersion de chaque classe, et les polygones loin de leur classe.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Read Spectral Library</source>
        <translation>Lire une bibliothèque spectrale</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists the spectra of a library, as they are and on the bands of a scene.</source>
        <translation>Liste les spectres d'une bibliothèque, tels quels et sur les bandes d'une scène.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>With it, the spectra are also given on the bands of this scene.</source>
        <translation>Avec elle, les spectres sont aussi donnés sur les bandes de cette scène.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Heads</source>
        <translation>Lister les classifieurs</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists the saved classifiers.</source>
        <translation>Liste les classifieurs enregistrés.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Save Head</source>
        <translation>Enregistrer le classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Keeps a copy of a classifier under a name.</source>
        <translation>Garde une copie d'un classifieur sous un nom.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Path of a .hsfm file, or the name of a saved classifier.</source>
        <translation>Chemin d'un fichier .hsfm, ou nom d'un classifieur enregistré.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>What it shall be called.</source>
        <translation>Comment il doit s'appeler.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rename Head</source>
        <translation>Renommer le classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Gives a saved classifier another name.</source>
        <translation>Donne un autre nom à un classifieur enregistré.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Remove Head</source>
        <translation>Retirer le classifieur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Deletes a saved classifier.</source>
        <translation>Supprime un classifieur enregistré.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>List Models</source>
        <translation>Lister les modèles</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Lists installed models and those that can be fetched.</source>
        <translation>Liste les modèles installés et ceux qui peuvent être obtenus.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Says for each installed backbone whether it fits this scene, and if not, why.</source>
        <translation>Dit pour chaque backbone installé s'il convient à cette scène, et sinon, pourquoi.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Show Model</source>
        <translation>Montrer le modèle</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Shows the card of a model: what it is good for, its source, licence and limits.</source>
        <translation>Montre la fiche d'un modèle : à quoi il est bon, sa source, sa licence et ses limites.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id of a model, as the list shows it.</source>
        <translation>L'identifiant d'un modèle, comme la liste le montre.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Fetch Model</source>
        <translation>Obtenir un modèle</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Downloads a model from its publisher, checks it and installs it; a broken download resumes.</source>
        <translation>Télécharge un modèle chez son éditeur, le vérifie et l'installe ; un téléchargement interrompu reprend.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Accept the licence</source>
        <translation>Accepter la licence</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>You have read the card of a model whose licence is unclear and may use it.</source>
        <translation>Vous avez lu la fiche d'un modèle dont la licence est peu claire et pouvez l'utiliser.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Installs a checkpoint file that you have; its family and size are read from its tensors.</source>
        <translation>Installe un fichier checkpoint que vous avez ; famille et taille sont lues de ses tenseurs.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>A published checkpoint (.pth, .pt, .ckpt, .safetensors); nothing in it is executed.</source>
        <translation>Un checkpoint publié (.pth, .pt, .ckpt, .safetensors) ; rien n'y est exécuté.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>As</source>
        <translation>Comme</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id to install it under; that of its card, or family and size, if empty.</source>
        <translation>L'identifiant sous lequel l'installer ; vide, celui de sa fiche, ou famille et taille.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Removes an installed model.</source>
        <translation>Retire un modèle installé.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Verify Models</source>
        <translation>Vérifier les modèles</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Computes the checksums of installed models and compares them with those at their import.</source>
        <translation>Calcule les sommes de contrôle des modèles installés et les compare à celles de leur importation.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>The id of an installed model; all of them if empty.</source>
        <translation>L'identifiant d'un modèle installé ; vide, tous.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Simulate Scene</source>
        <translation>Simuler une scène</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Makes a complete, simulated EnMAP L2A product with reference polygons and planted anomalies.</source>
        <translation>Fait un produit EnMAP L2A complet et simulé avec polygones de référence et anomalies placées.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Where the product's folder and its reference data are made.</source>
        <translation>Où le dossier du produit et ses données de référence sont faits.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Rows and columns of the scene.</source>
        <translation>Lignes et colonnes de la scène.</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scenes of any sensor with known wavelengths, including the bands at 2.3 µm</source>
        <translation>Scènes de tout capteur aux longueurs d'onde connues, y compris les bandes à 2,3 µm</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Any scene of surface reflectance, pixel by pixel: cover maps and traits before the first label; the usual start for training</source>
        <translation>Toute scène de réflectance de surface, pixel par pixel : cartes de couvert et traits avant la première étiquette ; le départ habituel de l'entraînement</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spatial context in hyperspectral scenes of any sensor</source>
        <translation>Contexte spatial dans les scènes hyperspectrales de tout capteur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Spectral context in hyperspectral scenes of any sensor</source>
        <translation>Contexte spectral dans les scènes hyperspectrales de tout capteur</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Scenes of any sensor with known wavelengths, best with 10 to 40 well-chosen bands</source>
        <translation>Scènes de tout capteur aux longueurs d'onde connues, au mieux avec 10 à 40 bandes bien choisies</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Clouds in radiance scenes (L1C), from the spectra of single pixels</source>
        <translation>Nuages dans les scènes de luminance (L1C), à partir des spectres de pixels isolés</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; a convolutional network, self-distillation</source>
        <translation>Scènes EnMAP ; un réseau convolutif, autodistillation</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; a convolutional network, contrastive training</source>
        <translation>Scènes EnMAP ; un réseau convolutif, entraînement contrastif</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes; the one to start with</source>
        <translation>Occupation du sol et cultures dans les scènes EnMAP ; celui par lequel commencer</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Comparisons of the largest networks on EnMAP scenes</source>
        <translation>Comparaisons des plus grands réseaux sur des scènes EnMAP</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Comparisons of large networks on EnMAP scenes</source>
        <translation>Comparaisons de grands réseaux sur des scènes EnMAP</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes, where accuracy is worth the time</source>
        <translation>Occupation du sol et cultures dans les scènes EnMAP, où l'exactitude vaut le temps</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; features from self-distillation, for comparison</source>
        <translation>Scènes EnMAP ; caractéristiques d'autodistillation, pour comparaison</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Land cover and crops in EnMAP scenes, on computers without a graphics card</source>
        <translation>Occupation du sol et cultures dans les scènes EnMAP, sur des ordinateurs sans carte graphique</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>EnMAP scenes; features from contrastive training, for comparison</source>
        <translation>Scènes EnMAP ; caractéristiques d'entraînement contrastif, pour comparaison</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Multispectral features: EnMAP bands are averaged to 12 bands of Sentinel-2</source>
        <translation>Caractéristiques multispectrales : les bandes EnMAP sont moyennées en 12 bandes de Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../engine/parameters"/>
        <source>Any scene, fast: land cover by the reflectance of single pixels, without a network</source>
        <translation>Toute scène, vite : couvert par la réflectance de pixels isolés, sans réseau</translation>
    </message>
</context>
</TS>

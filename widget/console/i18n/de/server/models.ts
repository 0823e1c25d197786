/** Base models and adapters, as far as a run, a version or a question meets them. */
export const models = {
  "The model's heads are {size} wide; only multiples of {unit} can be served. Choose another model.":
    'Die Köpfe des Modells sind {size} breit; dienen können nur Vielfache von {unit}. Wählen Sie ein anderes Modell.',
  'The adapter does not fit the model: {why}. Use the base model that it was made for.':
    'Der Adapter passt nicht zum Modell: {why}. Verwenden Sie das Grundmodell, für das er gemacht ist.',
  'A weight is not a finite number. Fetch the model again.':
    'Ein Gewicht ist keine endliche Zahl. Holen Sie das Modell noch einmal.',
  "The weights do not fit the model's configuration: {name} should be [{expected}] and is {found}.":
    'Die Gewichte passen nicht zur Beschreibung des Modells: {name} sollte [{expected}] sein und ist {found}.',
  'The model in {folder} is damaged ({what}); run "foyer model remove {id}" and "foyer model pull {same}".':
    'Das Modell in {folder} ist beschädigt ({what}); führen Sie „foyer model remove {id}“ und „foyer model pull {id}“ aus.',
  'The model in {folder} is damaged ({what}); delete that folder and run "foyer model cross-encoder".':
    'Das Modell in {folder} ist beschädigt ({what}); löschen Sie den Ordner, und führen Sie „foyer model cross-encoder“ aus.',
  'The embedder "{id}" is not on this machine, so it cannot be taught. Run "foyer model pull {same}".':
    'Das Suchmodell „{id}“ ist nicht auf diesem Rechner, deshalb kann es nichts lernen. Führen Sie „foyer model pull {id}“ aus.',
  'The model description {file} cannot be read; remove the model and pull it again.':
    'Die Beschreibung {file} des Modells lässt sich nicht lesen; entfernen Sie das Modell, und holen Sie es noch einmal.',
  'The adapter was trained on other weights of "{id}" ({then}) than those on this machine ({now}). Bring the same original files, or teach again on these.':
    'Der Adapter lernte auf anderen Gewichten von „{id}“ ({then}) als denen auf diesem Rechner ({now}). Bringen Sie dieselben Originaldateien, oder lehren Sie auf diesen noch einmal.',
  'The tokenizer in {folder} has no chat template: it cannot converse.':
    'Der Tokenizer in {folder} hat keine Vorlage für Gespräche: Damit lässt sich nicht sprechen.',
  'The prompt has {count} characters; at most {max} can be read. Shorten it.':
    'Die Eingabe hat {count} Zeichen; gelesen werden höchstens {max}. Kürzen Sie sie.',
  'The model "{id}" could not be fetched ({why}); connect to one of these sources, or put its files into a folder "{same}" and name the folder above it in FOYER_MODEL_FOLDER.':
    'Das Modell „{id}“ war nicht zu holen ({why}); stellen Sie eine Verbindung zu einer dieser Quellen her, oder legen Sie seine Dateien in einen Ordner „{id}“, und nennen Sie den Ordner darüber in FOYER_MODEL_FOLDER.',
  'Models cannot be kept in {folder}: {why}; make room there, or name another folder in FOYER_CACHE.':
    'Modelle lassen sich in {folder} nicht aufbewahren: {why}; schaffen Sie dort Platz, oder nennen Sie in FOYER_CACHE einen anderen Ordner.',
  'The chat template of the model "{id}" ends no answer, so it cannot be taught when to stop.':
    'Die Gesprächsvorlage des Modells „{id}“ beendet keine Antwort, also lässt sich nicht lehren, wann Schluss ist.',
  'The original files of the model "{id}" in {folder} are not those it was converted from; remove the model and pull it again.':
    'Die Originaldateien des Modells „{id}“ in {folder} sind nicht die, aus denen es entstand; entfernen Sie das Modell, und holen Sie es noch einmal.',
  'The model "{id}" is not on this machine at {precision}; pull it first.':
    'Das Modell „{id}“ ist nicht mit {precision} auf diesem Rechner; holen Sie es zuerst.',
  'The model file {file} cannot be used: {why}.': 'Die Modelldatei {file} ist nicht verwendbar: {why}.',
  'A weight of the model is too large for 16-bit floats, or not a number. Export it with 32 bits.':
    'Ein Gewicht des Modells ist zu groß für 16-Bit-Zahlen, oder keine Zahl. Exportieren Sie es mit 32 Bit.',
} as const;

/**
 * Purpose: documents in, passages found: fetch, extract, split, embed, index, search.
 * Invariant: the database is the truth, the index a projection that can be rebuilt; a deletion takes effect at once.
 * Must never know: conversations, prompts, HTTP.
 */
export { addDocument, cleanName, MAX_DOCUMENT_BYTES } from './add-document.ts';
export { audienceOf, FOR_EVERYONE, type Reader } from './audience.ts';
export { copyDocuments } from './copy-documents.ts';
export { cancelCrawl, changeCrawl, deleteCrawl } from './crawl/change-crawl.ts';
export { crawlJob } from './crawl/crawl-job.ts';
export { CRAWL_LIMITS, type Crawl, type CrawlDeps, type CrawlSettings } from './crawl/crawl-types.ts';
export { createCrawl } from './crawl/create-crawl.ts';
export { getCrawl, listCrawls } from './crawl/list-crawls.ts';
export { type NewCrawl, siteAddress } from './crawl/new-crawl.ts';
export { restoreCrawl } from './crawl/restore-crawl.ts';
export { ROBOT_NAME } from './crawl/site-rules.ts';
export { CRAWL_JOB, startCrawl } from './crawl/start-crawl.ts';
export { deleteDocument } from './delete-document.ts';
export { editText } from './edit-text.ts';
export { decodeText } from './extract/decode-text.ts';
export { getDocument } from './get-document.ts';
export { embedderKey, readIndexVersion } from './index-version.ts';
export { ingestDocuments } from './ingest-documents.ts';
export { listDocuments } from './list-documents.ts';
export { listPassages } from './list-passages.ts';
export { loadOrganisation, type Organisation, readOrganisation } from './load-organisation.ts';
export { createOwnWord } from './own-words/create-own-word.ts';
export { deleteOwnWord } from './own-words/delete-own-word.ts';
export { WORD_FORMATS, type WordFormat, writeOwnWords } from './own-words/export-own-words.ts';
export { hashWords, WORDS_AS_SHIPPED } from './own-words/hash-own-words.ts';
export { type ImportedOwnWords, importOwnWords } from './own-words/import-own-words.ts';
export { type JudgedWord, judgeOwnWord, judgeOwnWords, listOwnWords } from './own-words/list-own-words.ts';
export { type OwnWord, type OwnWordContent, ownWordColumns } from './own-words/own-word.ts';
export { updateOwnWord } from './own-words/update-own-word.ts';
export { type OpenPassageIndexOptions, openPassageIndex } from './passage-index/open-passage-index.ts';
export { type PreparedDocument, prepareDocument } from './prepare-document.ts';
export { prepareDocuments } from './prepare-documents.ts';
export { readOriginal } from './read-original.ts';
export { recoverDocuments } from './recover-documents.ts';
export {
  finishRestore,
  type RestoredDocument,
  type RestoredPassage,
  restoreDocument,
} from './restore-documents.ts';
export { listRestrictedDocuments } from './restricted-documents.ts';
export { retryDocument } from './retry-document.ts';
export { search } from './search.ts';
export { withoutCarried } from './searching/fold-conversation.ts';
export { wordOverlap } from './searching/merge-duplicates.ts';
export { setDocumentAudience } from './set-document-audience.ts';
export { setDocumentEnabled } from './set-document-enabled.ts';
export { setDocumentValidity } from './set-document-validity.ts';
export { setPassageEnabled } from './set-passage-enabled.ts';
export { startExtractor } from './start-extractor.ts';
export { parseTitlePath } from './title-path.ts';
export type {
  AddOutcome,
  DocumentDetail,
  DocumentSummary,
  Extractor,
  IngestEvent,
  IngestFile,
  KnowledgeDeps,
  PassageIndex,
  PassageView,
  PrepareProgress,
  SearchHit,
  SearchInput,
  SearchResult,
} from './types.ts';
export { bytesToVector, vectorToBytes } from './vector-bytes.ts';
export { releasePassage, textHash, type WithheldPassage, withholdPassage } from './withhold-passage.ts';

"""Our retriever behind LangChain's interface."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.retriever import Retriever


class PolicyRetriever(BaseRetriever):
    """Gives passages as LangChain documents, best first."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "source_id": hit.passage.source.id,
                    "title": hit.passage.source.title,
                    "heading_path": list(hit.passage.heading_path),
                    "score": hit.score,
                },
            )
            for hit in self.retriever.search(query, self.k)
        ]

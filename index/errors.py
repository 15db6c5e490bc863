"""What can go wrong with an index; str() of each is one Chinese line for the person at the keys."""

import errno

REBUILD = "python -m index sync --rebuild"


_WHY = {
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "上级不是文件夹",
}


def why_unwritable(error: OSError) -> str:
    """In a few Chinese words, where it is one that is known."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)


class IndexingError(Exception):
    """Base of all faults of this package."""


class StoreBusy(IndexingError):
    """Another process has been writing the store for longer than we wait."""

    def __init__(self, store: object) -> None:
        super().__init__(f"另一个进程正在更新索引（{store}），请稍后再试")


class StoreUnwritable(IndexingError):
    """The folder of the store refuses to be written: rights, a full disk."""

    def __init__(self, store: object, error: OSError) -> None:
        super().__init__(f"索引目录 {store} 无法写入（{why_unwritable(error)}）")


class StoreUnreadable(IndexingError):
    """The store is missing, damaged or of another embedder; the message ends with the remedy."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"索引无法使用：{reason}。请运行 {REBUILD}")


class BadAddress(IndexingError):
    """Of a Chroma server."""

    def __init__(self) -> None:
        super().__init__("Chroma 服务器的地址应像 http://主机:端口")


class VectorsAway(IndexingError):
    """The Chroma server cannot be asked, or does not hold these vectors yet."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"Chroma 服务器 {place} 上的向量暂不可用（{reason}），只按词语检索")


class EmbedderFailed(IndexingError):
    """The embedding model or its service gave no usable vectors."""

    def __init__(self, name: str, reason: object) -> None:
        super().__init__(
            f"向量模型 {name} 调用失败：{' '.join(str(reason).split())[:200]}。"
            "可设 POLICY_EMBEDDER=none 只用关键词检索"
        )

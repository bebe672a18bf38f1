"""Issued documents and batches.

Revision 0007_rendering, after 0006_files.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_rendering"
down_revision = "0006_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rendering_templates",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("root", sa.String(length=120), nullable=False),
        sa.Column("sources", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_rendering_templates")),
    )
    op.create_table(
        "rendering_documents",
        sa.Column("form_code", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verify_code", sa.String(length=12), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("template_digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("envelope", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_by_name", sa.String(length=80), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_name", sa.String(length=80), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(file_id IS NULL) = (pdf_sha256 IS NULL)", name=op.f("ck_rendering_documents_rendered_whole")
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_rendering_documents_voided_with_reason")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_rendering_documents_file_id")),
        sa.ForeignKeyConstraint(
            ["template_digest"], ["rendering_templates.digest"], name=op.f("fk_rendering_documents_template_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering_documents")),
        sa.UniqueConstraint(
            "form_code", "subject_kind", "subject_id", "version", name="uq_rendering_documents_version"
        ),
        sa.UniqueConstraint("verify_code", name=op.f("uq_rendering_documents_verify_code")),
    )
    op.create_index("ix_rendering_documents_matter", "rendering_documents", ["matter_id", "id"], unique=False)
    op.create_index("ix_rendering_documents_number", "rendering_documents", ["number"], unique=False)
    op.create_table(
        "rendering_batches",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_by_name", sa.String(length=80), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("done + failed <= total", name=op.f("ck_rendering_batches_counted_once")),
        sa.ForeignKeyConstraint(["file_id"], ["files_files.id"], name=op.f("fk_rendering_batches_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering_batches")),
    )
    op.create_index("ix_rendering_batches_requested_by", "rendering_batches", ["requested_by", "id"], unique=False)
    op.create_table(
        "rendering_batch_rows",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["rendering_batches.id"], name=op.f("fk_rendering_batch_rows_batch_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["rendering_documents.id"], name=op.f("fk_rendering_batch_rows_document_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_rendering_batch_rows")),
        sa.UniqueConstraint("batch_id", "document_id", name=op.f("uq_rendering_batch_rows_batch_id_document_id")),
    )


def downgrade() -> None:
    """Remove them."""

    op.drop_table("rendering_batch_rows")
    op.drop_table("rendering_batches")
    op.drop_table("rendering_documents")
    op.drop_table("rendering_templates")

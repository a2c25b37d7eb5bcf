# Opens in R the tables that check.py wrote to FOLDER: the Parquet through arrow or, where that is not installed, through
# reticulate and pyarrow. Names as in the CSV, decimals as decimals, every decimal digit by digit the one of the CSV.
#
# Usage: Rscript check.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
arrow <- requireNamespace("arrow", quietly = TRUE)

# Decimal texts with ten digits behind the point; what has no value stays without.
ten_digits <- function(texts) {
  whole <- sub("\\..*$", "", texts)
  part <- ifelse(grepl(".", texts, fixed = TRUE), sub("^[^.]*\\.", "", texts), "")
  ifelse(texts == "", "", paste0(whole, ".", substr(paste0(part, "0000000000"), 1, 10)))
}

for (name in c("standings", "areas", "items", "items_wide", "changes", "losses")) {
  file <- file.path(folder, paste0(name, ".parquet"))
  text <- read.csv(file.path(folder, paste0(name, ".csv")), colClasses = "character", check.names = FALSE, na.strings = NULL)
  if (arrow) {
    table <- arrow::read_parquet(file, as_data_frame = FALSE)
    columns <- names(table)
    kind <- function(column) table$schema$GetFieldByName(column)$type$ToString()
    cells <- function(column) table[[column]]$cast(arrow::utf8())$as_vector()
  } else {
    table <- reticulate::import("pyarrow.parquet", convert = FALSE)$read_table(file)
    columns <- reticulate::py_to_r(table$column_names)
    kind <- function(column) reticulate::py_str(table$schema$field(column)$type)
    cells <- function(column) {
      cells <- reticulate::py_to_r(table$column(column)$cast("string")$to_pylist())
      vapply(cells, function(cell) if (is.null(cell)) "" else cell, "", USE.NAMES = FALSE)
    }
  }
  stopifnot(identical(columns, names(text)), nrow(text) > 30)
  decimals <- Filter(function(column) startsWith(kind(column), "decimal128(38, 10)"), columns)
  for (column in columns) {
    seen <- cells(column)
    seen[is.na(seen)] <- ""
    if (column %in% decimals) seen[seen == "0E-10"] <- "0.0000000000" # how arrow writes nought
    wanted <- if (column %in% decimals) ten_digits(text[[column]]) else text[[column]]
    if (!identical(seen, wanted)) stop(paste(name, column, "differs from the CSV"))
  }
  cat(sprintf("%s: %d rows, %d decimal columns, every cell that of the CSV\n", name, nrow(text), length(decimals)))
}

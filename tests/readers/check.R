# Opens in R the tables that check.py wrote to FOLDER: the Parquet through arrow or, where that is not installed, through
# reticulate and pyarrow. Names as in the CSV, decimals as decimals, sums exact (gmp).
#
# Usage: Rscript check.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
arrow <- requireNamespace("arrow", quietly = TRUE)
suppressPackageStartupMessages(library(gmp))

# The sum of decimal texts in units of the tenth digit.
units <- function(texts) {
  if (length(texts) == 0) return(as.bigz(0))
  whole <- sub("\\..*$", "", texts)
  part <- ifelse(grepl(".", texts, fixed = TRUE), sub("^[^.]*\\.", "", texts), "")
  digits <- paste0(whole, substr(paste0(part, "0000000000"), 1, 10))
  # a nought in front would say that the number is octal
  sum(as.bigz(sub("^(-?)0+(?=[0-9])", "\\1", digits, perl = TRUE)))
}

for (name in c("standings", "areas", "items", "items-wide", "changes", "losses")) {
  file <- file.path(folder, paste0(name, ".parquet"))
  text <- read.csv(file.path(folder, paste0(name, ".csv")), colClasses = "character", check.names = FALSE)
  if (arrow) {
    table <- arrow::read_parquet(file, as_data_frame = FALSE)
    columns <- names(table)
    kind <- function(column) table$schema$GetFieldByName(column)$type$ToString()
    texts <- function(column) table[[column]]$cast(arrow::utf8())$as_vector()
  } else {
    table <- reticulate::import("pyarrow.parquet", convert = FALSE)$read_table(file)
    columns <- reticulate::py_to_r(table$column_names)
    kind <- function(column) reticulate::py_str(table$schema$field(column)$type)
    texts <- function(column) {
      cells <- reticulate::py_to_r(table$column(column)$cast("string")$to_pylist())
      unlist(Filter(Negate(is.null), cells))
    }
  }
  stopifnot(identical(columns, names(text)), nrow(text) > 30)
  decimals <- Filter(function(column) startsWith(kind(column), "decimal128(38, 10)"), columns)
  for (column in decimals) {
    cells <- text[[column]]
    if (units(texts(column)) != units(cells[cells != ""])) stop(paste(name, column))
  }
  cat(sprintf("%s: %d rows, %d decimal columns add up alike in R\n", name, nrow(text), length(decimals)))
}

# Opens the tables that check.py wrote to FOLDER: the Parquet through arrow, or through pyarrow where R has reticulate
# alone. Names, types and exact sums against those that pyarrow itself tells.
#
# Usage: Rscript check.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
has <- function(package) requireNamespace(package, quietly = TRUE)
if (!has("arrow") && !has("reticulate")) stop("neither arrow nor reticulate is installed")

for (name in c("standings", "areas", "items", "items-wide", "changes", "losses")) {
  file <- file.path(folder, paste0(name, ".parquet"))
  text <- read.csv(file.path(folder, paste0(name, ".csv")), colClasses = "character", check.names = FALSE)
  if (has("arrow")) {
    table <- arrow::read_parquet(file, as_data_frame = FALSE)
    columns <- names(table)
    kind <- function(column) table$schema$GetFieldByName(column)$type$ToString()
    total <- function(column) arrow::call_function("sum", table[[column]])$cast(arrow::utf8())$as_vector()
  } else {
    table <- reticulate::import("pyarrow.parquet")$read_table(file)
    compute <- reticulate::import("pyarrow.compute", convert = FALSE)
    columns <- table$column_names
    kind <- function(column) reticulate::py_str(table$schema$field(column)$type)
    total <- function(column) reticulate::py_str(compute$sum(table$column(column)))
  }
  stopifnot(identical(columns, names(text)), nrow(text) > 30)
  decimals <- Filter(function(column) startsWith(kind(column), "decimal128(38, 10)"), columns)
  for (column in decimals) {
    # exact: millionths and below apart, both whole numbers that a double holds
    cells <- text[[column]][text[[column]] != ""]
    parts <- sub("^-?[0-9]*\\.?", "", cells)
    digits <- substr(paste0(parts, "0000000000"), 1, 10)
    sign <- ifelse(startsWith(cells, "-"), -1, 1)
    whole <- sum(sign * as.numeric(sub("^-?([0-9]+).*$", "\\1", cells)))
    upper <- sum(sign * as.numeric(substr(digits, 1, 5)))
    lower <- sum(sign * as.numeric(substr(digits, 6, 10)))
    upper <- upper + lower %/% 1e5
    lower <- lower %% 1e5
    whole <- whole + upper %/% 1e5
    upper <- upper %% 1e5
    negative <- whole < 0 && (upper > 0 || lower > 0)
    if (negative) { # carried below nought: turned round
      rest <- 1e10 - (upper * 1e5 + lower)
      whole <- whole + 1
      upper <- rest %/% 1e5
      lower <- rest %% 1e5
    }
    wanted <- sprintf("%s%.0f.%05.0f%05.0f", if (negative && whole == 0) "-" else "", whole, upper, lower)
    seen <- total(column)
    if (length(cells) > 0 && as.numeric(wanted) != 0 && !identical(seen, wanted)) stop(paste(name, column, seen, wanted))
  }
  cat(sprintf("%s: %d rows, %d decimal columns add up alike in R\n", name, nrow(text), length(decimals)))
}

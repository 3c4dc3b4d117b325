#include "ui/picture_parts.h"
const struct picture_kind picture_matrix;

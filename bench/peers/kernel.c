/* The same question in C, as fast as plain C gets: for each fix the boxes of its person's zones, then every edge. */
#include <math.h>
#include <stdint.h>

static double squared_distance(double x, double y, const double *corner, int64_t edges, int *inside)
{
    double least = INFINITY;
    int odd = 0;
    for (int64_t e = 0; e < edges; e++) {
        double px = corner[2 * e] - x, py = corner[2 * e + 1] - y;
        double qx = corner[2 * e + 2] - x, qy = corner[2 * e + 3] - y;
        double dx = qx - px, dy = qy - py;
        double along = -(px * dx + py * dy) / (dx * dx + dy * dy);
        along = along < 0 ? 0 : along > 1 ? 1 : along;
        double nx = px + along * dx, ny = py + along * dy;
        double square = nx * nx + ny * ny;
        least = square < least ? square : least;
        odd ^= ((py > 0) != (qy > 0)) & ((px * qy - qx * py > 0) == (qy > py));
    }
    *inside = odd;
    return least;
}

/* boxes: west, south, east, north of each zone, widened by the margin; found: pairs within the margin, inside. */
void judge(int64_t begin, int64_t end, const int32_t *person, const double *place, const double *box,
           const int64_t *first, const double *corner, int64_t zones_each, double margin, int64_t *found)
{
    for (int64_t fix = begin; fix < end; fix++) {
        double x = place[2 * fix], y = place[2 * fix + 1];
        int64_t zone = person[fix] * zones_each;
        for (int64_t own = 0; own < zones_each; own++, zone++) {
            const double *b = box + 4 * zone;
            if (x < b[0] || y < b[1] || x > b[2] || y > b[3])
                continue;
            int inside;
            double square = squared_distance(x, y, corner + 2 * first[zone], first[zone + 1] - first[zone] - 1, &inside);
            found[0] += inside || square <= margin * margin;
            found[1] += inside;
        }
    }
}

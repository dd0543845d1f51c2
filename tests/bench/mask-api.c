/*
 * Drives the mask kernel of pycocotools (maskApi.c of cocoapi) for tests/bench/against-c.ts, which compiles both into
 * a temporary folder. Standard input: "height width n m", then n + m polygons as "points x y x y ...", then any number
 * of "round" lines. Each round rasterizes all polygons and computes the n x m IoUs, and prints milliseconds, the sum of
 * all areas and the sum of all IoUs. "runs" prints the run lengths of all polygons as COCO's strings.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "maskApi.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(void) {
  unsigned long h, w, n, m;
  if (scanf("%lu %lu %lu %lu", &h, &w, &n, &m) != 4) return 2;
  siz all = n + m;
  siz *k = malloc(sizeof(siz) * all);
  double **xy = malloc(sizeof(double *) * all);
  for (siz i = 0; i < all; i++) {
    unsigned long points;
    if (scanf("%lu", &points) != 1) return 2;
    k[i] = points;
    xy[i] = malloc(sizeof(double) * 2 * points);
    for (siz j = 0; j < 2 * points; j++)
      if (scanf("%lf", &xy[i][j]) != 1) return 2;
  }
  double *o = malloc(sizeof(double) * n * m);
  RLE *R = malloc(sizeof(RLE) * all);
  char command[16];
  while (scanf("%15s", command) == 1) {
    double start = now();
    for (siz i = 0; i < all; i++) rleFrPoly(R + i, xy[i], k[i], h, w);
    if (strcmp(command, "runs") == 0) {
      for (siz i = 0; i < all; i++) {
        char *s = rleToString(R + i);
        puts(s);
        free(s);
      }
    } else {
      rleIou(R, R + n, n, m, NULL, o);
      double took = now() - start, areas = 0, ious = 0;
      for (siz i = 0; i < all; i++) {
        uint a;
        rleArea(R + i, 1, &a);
        areas += a;
      }
      for (siz i = 0; i < n * m; i++) ious += o[i];
      printf("%.6f %.0f %.17g\n", took, areas, ious);
    }
    for (siz i = 0; i < all; i++) rleFree(R + i);
    fflush(stdout);
  }
  return 0;
}

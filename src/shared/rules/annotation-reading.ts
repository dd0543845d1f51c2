/** Formats of annotation files that are read, in the order of their worth where a folder holds several. */
export const annotationFormats = [
  'coco',
  'coco_results',
  'yolo',
  'yolo_oriented',
  'voc',
  'cvat',
  'labelme',
  'label_studio',
  'via',
  'datumaro',
  'panoptic',
  'masks',
  'open_images',
] as const;
export type AnnotationFormat = (typeof annotationFormats)[number];

/** Formats that are known by sight, so that the refusal can name them, and not read. */
export const foreignFormats = [
  'coco_captions',
  'cvat_video',
  'labelme_xml',
  'createml',
  'vott',
  'via3',
  'tfrecord',
  'yolo_pose',
  'kitti',
  'cityscapes',
  'camvid',
  'multiclass_csv',
  'tensorflow_csv',
  'label_studio_csv',
  'geojson',
  'html',
  'office_document',
  'pdf',
] as const;
export type ForeignFormat = (typeof foreignFormats)[number];

/** Why a file, or a whole hand-in, is not read. */
export const readingErrorCodes = [
  'no_files',
  /** Pictures, and nothing that says what is in them. */
  'only_images',
  'unknown_format',
  /** `format` is one of `foreignFormats`. */
  'foreign_format',
  /** `what` is one of `largeThings`; `limit` the bound that was passed. */
  'too_large',
  'too_deep',
  'unsafe_path',
  'zip_bomb',
  'damaged_archive',
  'encrypted_archive',
  'nested_archive',
  'unreadable_file',
  'not_json',
  'not_xml',
  'xml_entities',
  'damaged_image',
  /** The format gives shares of the image, and nobody has said how large any image is. */
  'sizes_needed',
  'missing_masks',
  'canceled',
] as const;
export type ReadingErrorCode = (typeof readingErrorCodes)[number];

export const largeThings = [
  'file_bytes',
  'all_bytes',
  'files',
  'values',
  'elements',
  'pixels',
  'shapes',
] as const;

/** What is said of a place in a file that was read all the same. */
export const readingNoteCodes = [
  /** A whole file was left out; `error` is one of `readingErrorCodes`. */
  'file_refused',
  /** `format` is a known one, read or not, that stood beside the one that was read. */
  'file_of_other_format',
  'nested_archive',
  'link_skipped',
  'file_twice',
  'image_twice',
  /** EXIF says that the picture is shown turned: sizes are those that a person sees. */
  'image_turned',
  'image_without_size',
  'image_size_absurd',
  'size_differs',
  'unknown_image',
  'unknown_category',
  'category_twice',
  'id_twice',
  'not_a_number',
  'not_an_object',
  'coordinate_absurd',
  'negative_size',
  'too_few_points',
  'odd_coordinates',
  'no_geometry',
  'shape_kind_unknown',
  'run_lengths_damaged',
  'mask_size_differs',
  'mask_outside',
  'damaged_image',
  'missing_mask',
  'segment_empty',
  'segment_unknown',
  'color_unknown',
  'label_missing',
  'several_labels',
  'several_annotations',
  'canceled_annotation',
  'line_unreadable',
  'class_unknown',
  'no_class_names',
  'not_normalized',
  'quads_are_boxes',
  'quads_are_polygons',
  'perhaps_one_based',
  'upload_prefix_removed',
  'label_attribute_guessed',
  'unreadable_characters',
  /** So many more were not written down: `count`. */
  'more_notes',
] as const;
export type ReadingNoteCode = (typeof readingNoteCodes)[number];

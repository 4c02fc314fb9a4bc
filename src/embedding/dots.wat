;; Dot products of one vector with many rows, four numbers at a time (128-bit SIMD). Assembled by `npm run assemble`.
(module
  ;; 1 MiB, in which whoever calls lays out what is to be multiplied.
  (memory (export "memory") 16)

  ;; out[i] = vector · rows[i] for `count` rows, at least one; all float32, each vector `bytes` long, a multiple of 64.
  (func (export "float32") (param $vector i32) (param $rows i32) (param $bytes i32) (param $count i32) (param $out i32)
    (local $v i32) (local $end i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (loop $row
      (local.set $v (local.get $vector))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (loop $sixteen
        ;; Four sums, of which none waits for another's addition.
        (local.set $a (f32x4.add (local.get $a)
          (f32x4.mul (v128.load (local.get $v)) (v128.load (local.get $rows)))))
        (local.set $b (f32x4.add (local.get $b)
          (f32x4.mul (v128.load offset=16 (local.get $v)) (v128.load offset=16 (local.get $rows)))))
        (local.set $c (f32x4.add (local.get $c)
          (f32x4.mul (v128.load offset=32 (local.get $v)) (v128.load offset=32 (local.get $rows)))))
        (local.set $d (f32x4.add (local.get $d)
          (f32x4.mul (v128.load offset=48 (local.get $v)) (v128.load offset=48 (local.get $rows)))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 64)))
        (br_if $sixteen (i32.lt_u (local.tee $v (i32.add (local.get $v) (i32.const 64))) (local.get $end))))
      (f32.store (local.get $out) (call $sum (local.get $a) (local.get $b) (local.get $c) (local.get $d)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $row (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; The same with rows of int8, a quarter as long.
  (func (export "int8") (param $vector i32) (param $rows i32) (param $bytes i32) (param $count i32) (param $out i32)
    (local $v i32) (local $end i32)
    (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (loop $row
      (local.set $v (local.get $vector))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (loop $sixteen
        (local.set $low (v128.load8x8_s (local.get $rows)))
        (local.set $high (v128.load8x8_s offset=8 (local.get $rows)))
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load (local.get $v))
          (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $low))))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=16 (local.get $v))
          (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $low))))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=32 (local.get $v))
          (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high))))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=48 (local.get $v))
          (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high))))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
        (br_if $sixteen (i32.lt_u (local.tee $v (i32.add (local.get $v) (i32.const 64))) (local.get $end))))
      (f32.store (local.get $out) (call $sum (local.get $a) (local.get $b) (local.get $c) (local.get $d)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $row (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  (func $sum (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result f32)
    (local.set $a (f32x4.add
      (f32x4.add (local.get $a) (local.get $b))
      (f32x4.add (local.get $c) (local.get $d))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
      (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a))))))

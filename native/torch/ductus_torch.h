/* libtorch behind a C interface.
 *
 * The heart is ductus_call: it calls any operator of the c10 dispatcher by name, so autograd, CPU and CUDA come with it.
 * The rest makes tensors from bytes, reads them back, runs the backward pass and sets threads, seed and gradient mode.
 *
 * Rules
 *  - Every function returns DUCTUS_OK or DUCTUS_ERROR; after DUCTUS_ERROR, ductus_last_error() of the same thread says why.
 *    No C++ exception ever leaves this library.
 *  - A ductus_tensor * is one reference to a tensor; whoever receives it frees it once with ductus_tensor_free.
 *  - Buffers belong to the caller and are only used during the call.
 *  - Functions may be called from any thread; one tensor must not be written from two threads at once.
 */
#ifndef DUCTUS_TORCH_H
#define DUCTUS_TORCH_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DUCTUS_API __attribute__((visibility("default")))

typedef int32_t ductus_status;
enum { DUCTUS_OK = 0, DUCTUS_ERROR = 1 };

/* Numbers of c10::ScalarType, so that they can be passed on as operator arguments. */
enum { DUCTUS_UINT8 = 0, DUCTUS_INT32 = 3, DUCTUS_INT64 = 4, DUCTUS_FLOAT16 = 5, DUCTUS_FLOAT32 = 6, DUCTUS_FLOAT64 = 7,
       DUCTUS_BOOL = 11, DUCTUS_BFLOAT16 = 15 };

enum { DUCTUS_CPU = 0, DUCTUS_CUDA = 1 };

typedef struct ductus_tensor ductus_tensor;
typedef struct ductus_operator ductus_operator;

/* One argument or result of an operator, 16 bytes. */
typedef struct {
    int32_t kind;   /* one of DUCTUS_VALUE_… */
    int32_t count;  /* length of the list; 0 for single values */
    union {
        int64_t integer;               /* INTEGER; BOOLEAN as 0 or 1 */
        double number;                 /* NUMBER */
        ductus_tensor *tensor;         /* TENSOR */
        const int64_t *integers;       /* INTEGERS; BOOLEANS as 0 or 1 */
        const double *numbers;         /* NUMBERS */
        ductus_tensor *const *tensors; /* TENSORS; null entries are absent tensors */
        const char *text;              /* TEXT, zero-terminated UTF-8; devices too, "cpu" or "cuda:0" */
    } as;
} ductus_value;

enum { DUCTUS_VALUE_NONE = 0, DUCTUS_VALUE_TENSOR = 1, DUCTUS_VALUE_INTEGER = 2, DUCTUS_VALUE_NUMBER = 3,
       DUCTUS_VALUE_BOOLEAN = 4, DUCTUS_VALUE_INTEGERS = 5, DUCTUS_VALUE_NUMBERS = 6, DUCTUS_VALUE_TENSORS = 7,
       DUCTUS_VALUE_TEXT = 8, DUCTUS_VALUE_BOOLEANS = 9,
       DUCTUS_VALUE_DEFAULT = 10 /* the default of the operator's schema */ };

/* Text of the last error of this thread; valid until its next call. Never null. */
DUCTUS_API const char *ductus_last_error(void);

/* Version of libtorch, "1.13.1". Never null. */
DUCTUS_API const char *ductus_torch_version(void);

/* Finds an operator, e.g. ("aten::add", "Tensor"). The result lives as long as the process; do not free it. */
DUCTUS_API ductus_status ductus_find_operator(const char *name, const char *overload, ductus_operator **result);

/* Calls an operator with arguments in the order of its schema; arguments left out at the end take the schema's defaults.
 * Tensors come back as new references (list results one by one); *count is the number of results written, at most
 * capacity. Results that are neither tensors, integers, numbers nor booleans are an error. */
DUCTUS_API ductus_status ductus_call(ductus_operator *op, const ductus_value *arguments, int32_t argument_count,
                                     ductus_value *results, int32_t capacity, int32_t *count);

/* A new tensor with a copy of the data, row-major. */
DUCTUS_API ductus_status ductus_tensor_new(const void *data, int32_t type, const int64_t *sizes, int32_t dimensions,
                                           int32_t device, ductus_tensor **result);

DUCTUS_API void ductus_tensor_free(ductus_tensor *tensor);

/* Type, device and number of dimensions; sizes are written as far as capacity reaches. */
DUCTUS_API ductus_status ductus_tensor_describe(ductus_tensor *tensor, int32_t *type, int32_t *device, int32_t *dimensions,
                                                int64_t *sizes, int32_t capacity);

/* Copies the elements, row-major and in the tensor's own type, to the caller's buffer of exactly `bytes` bytes. */
DUCTUS_API ductus_status ductus_tensor_read(ductus_tensor *tensor, void *buffer, int64_t bytes);

/* Overwrites the elements from the caller's buffer of exactly `bytes` bytes, without autograd. */
DUCTUS_API ductus_status ductus_tensor_write(ductus_tensor *tensor, const void *buffer, int64_t bytes);

DUCTUS_API ductus_status ductus_tensor_require_gradient(ductus_tensor *tensor, int32_t required);

/* Makes `gradient` the place where the backward pass adds up the gradient of `tensor` (a leaf of the same sizes). */
DUCTUS_API ductus_status ductus_tensor_set_gradient(ductus_tensor *tensor, ductus_tensor *gradient);

/* Backward pass from a tensor of one element. */
DUCTUS_API ductus_status ductus_backward(ductus_tensor *loss);

/* Whether operators called by this thread record for the backward pass; the old setting is written to *before. */
DUCTUS_API ductus_status ductus_set_gradient_mode(int32_t enabled, int32_t *before);

/* Threads of one operator, at least 1. */
DUCTUS_API ductus_status ductus_set_threads(int32_t threads);

/* Seeds the generators of the CPU and, where there is one, of the CUDA device. */
DUCTUS_API ductus_status ductus_seed(uint64_t seed);

DUCTUS_API int32_t ductus_cuda_available(void);

/* Waits until the device has finished all work given to it. */
DUCTUS_API ductus_status ductus_synchronize(int32_t device);

/* Whether this CPU multiplies bfloat16 natively (then oneDNN's convolutions in it are about twice as fast). */
DUCTUS_API int32_t ductus_cpu_bfloat16(void);

/* References given out and not yet freed. */
DUCTUS_API int64_t ductus_live_tensors(void);

#ifdef __cplusplus
}
#endif
#endif

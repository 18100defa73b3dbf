// ductus::batch_norm_relu and batch_norm_add_relu: batch normalisation, the addition of a shortcut and ReLU in one, on the CPU.
//
// libtorch reads and writes the whole tensor for each of the three; here one pass for the moments is followed by one for all else. Its batch normalisation of channels-last tensors in
// 16 bits is slow where the channels are no multiple of its vectors. Everything is computed in 32 bits, whatever the tensor holds.
//
// Equations as in torch.nn.BatchNorm2d (Ioffe & Szegedy 2015, algorithm 1): x' = (x - mean) / sqrt(variance + epsilon),
//   y = relu(weight·x' + bias + shortcut); the running variance is the unbiased one. Backward, with g = dy where y > 0:
//   dbias = Σg, dweight = Σg·x', dx = weight / sqrt(variance + epsilon) · (g - (dbias + x'·dweight) / N), dshortcut = g.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <vector>

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int64_t rows_per_sum = 64;        // rows added up in 32 bits before the sums go on in 64
constexpr int64_t elements_per_task = 1 << 15;

inline float load(float x) { return x; }

inline float load(uint16_t x) {             // bfloat16: the upper half of a float
    uint32_t bits = static_cast<uint32_t>(x) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

inline void store(float *to, float x) { *to = x; }

inline void store(uint16_t *to, float x) {  // to the nearest, ties to even
    uint32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    *to = static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1)) >> 16);
}

int64_t grain(int64_t channels) { return std::max<int64_t>(1, elements_per_task / channels); }

// Adds up two quantities per channel over all rows: add(row, a, b) adds those of one row to a and b (channels).
template <typename Add>
void sum_rows(int64_t rows, int64_t channels, double *first, double *second, const Add &add) {
    // One slice a thread, put together in their order, so that the same threads give the same bits.
    const int64_t slices = std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), rows / grain(channels)));
    std::vector<double> sums(slices * 2 * channels, 0.0);
    at::parallel_for(0, slices, 1, [&](int64_t begin, int64_t end) {
        std::vector<float> part(2 * channels);
        for (int64_t slice = begin; slice < end; slice++) {
            double *total = sums.data() + slice * 2 * channels;
            const int64_t last = rows * (slice + 1) / slices;
            for (int64_t row = rows * slice / slices; row < last;) {
                std::fill(part.begin(), part.end(), 0.0f);
                for (const int64_t stop = std::min(last, row + rows_per_sum); row < stop; row++) add(row, part.data(), part.data() + channels);
                for (int64_t c = 0; c < 2 * channels; c++) total[c] += part[c];
            }
        }
    });
    for (int64_t c = 0; c < channels; c++) {
        first[c] = second[c] = 0;
        for (int64_t slice = 0; slice < slices; slice++) {
            first[c] += sums[slice * 2 * channels + c];
            second[c] += sums[slice * 2 * channels + channels + c];
        }
    }
}

// Mean and variance of each channel of x (rows, channels).
template <typename T>
void moments(const T *x, int64_t rows, int64_t channels, float *mean, float *variance) {
    std::vector<float> origin(channels);    // of the sums: without it, squares of a far mean would drown the variance
    for (int64_t c = 0; c < channels; c++) origin[c] = load(x[c]);
    std::vector<double> sum(channels), squares(channels);
    const float *o = origin.data();
    sum_rows(rows, channels, sum.data(), squares.data(), [=](int64_t row, float *a, float *b) {
        const T *line = x + row * channels;
#pragma GCC ivdep
        for (int64_t c = 0; c < channels; c++) {
            float value = load(line[c]) - o[c];
            a[c] += value;
            b[c] += value * value;
        }
    });
    for (int64_t c = 0; c < channels; c++) {
        double m = sum[c] / rows;
        mean[c] = static_cast<float>(m + origin[c]);
        variance[c] = static_cast<float>(std::max(0.0, squares[c] / rows - m * m));
    }
}

// y = relu(x·scale + shift + shortcut), rows of channels; shortcut may be null.
template <typename T>
void normalise(const T *x, const T *shortcut, T *y, int64_t rows, int64_t channels, const float *scale, const float *shift) {
    at::parallel_for(0, rows, grain(channels), [&](int64_t begin, int64_t end) {
        for (int64_t row = begin; row < end; row++) {
            const T *in = x + row * channels;
            T *out = y + row * channels;
            if (shortcut) {
                const T *other = shortcut + row * channels;
#pragma GCC ivdep
                for (int64_t c = 0; c < channels; c++) store(out + c, std::max(0.0f, load(in[c]) * scale[c] + shift[c] + load(other[c])));
            } else {
#pragma GCC ivdep
                for (int64_t c = 0; c < channels; c++) store(out + c, std::max(0.0f, load(in[c]) * scale[c] + shift[c]));
            }
        }
    });
}

// dweight and dbias of all rows, and g = dy where y > 0 into dshortcut unless it is null.
template <typename T>
void parameter_gradients(const T *x, const T *y, const T *dy, T *dshortcut, int64_t rows, int64_t channels, const float *mean, const float *inverse,
                         double *dbias, double *dweight) {
    sum_rows(rows, channels, dbias, dweight, [=](int64_t row, float *a, float *b) {
        const T *in = x + row * channels, *out = y + row * channels, *above = dy + row * channels;
        T *other = dshortcut ? dshortcut + row * channels : nullptr;
#pragma GCC ivdep
        for (int64_t c = 0; c < channels; c++) {
            float g = load(out[c]) > 0 ? load(above[c]) : 0.0f;
            a[c] += g;
            b[c] += g * (load(in[c]) - mean[c]) * inverse[c];
        }
        if (other) {
#pragma GCC ivdep
            for (int64_t c = 0; c < channels; c++) other[c] = load(out[c]) > 0 ? above[c] : T(0);
        }
    });
}

// dx = g·scale - x·slope - offset
template <typename T>
void input_gradient(const T *x, const T *y, const T *dy, T *dx, int64_t rows, int64_t channels, const float *scale, const float *slope,
                    const float *offset) {
    at::parallel_for(0, rows, grain(channels), [&](int64_t begin, int64_t end) {
        for (int64_t row = begin; row < end; row++) {
            const T *in = x + row * channels, *out = y + row * channels, *above = dy + row * channels;
            T *to = dx + row * channels;
#pragma GCC ivdep
            for (int64_t c = 0; c < channels; c++) {
                float g = load(out[c]) > 0 ? load(above[c]) : 0.0f;
                store(to + c, g * scale[c] - load(in[c]) * slope[c] - offset[c]);
            }
        }
    });
}

// Calls body with a pointer type that stands for the elements of x: float, or uint16_t for the bits of bfloat16.
template <typename F>
void with_elements(const Tensor &x, F &&body) {
    if (x.scalar_type() == at::kFloat)
        body(static_cast<float *>(nullptr));
    else
        body(static_cast<uint16_t *>(nullptr));
}

template <typename T>
T *elements(const Tensor &x) { return x.defined() ? static_cast<T *>(x.data_ptr()) : nullptr; }

struct BatchNormRelu : torch::autograd::Function<BatchNormRelu> {
    // x (B, D, H, W), shortcut alike, or x again where adds is false; weight, bias, running mean and variance (D) → (B, D, H, W), channels last
    static Tensor forward(AutogradContext *context, const Tensor &x_any, const Tensor &shortcut_any, const Tensor &weight, const Tensor &bias,
                          const Tensor &running_mean, const Tensor &running_variance, bool adds, bool training, double momentum,
                          double epsilon) {
        at::NoGradGuard no_gradient;
        TORCH_CHECK(x_any.dim() == 4 && x_any.device().is_cpu() && (x_any.scalar_type() == at::kFloat || x_any.scalar_type() == at::kBFloat16),
                    "ductus::batch_norm_relu wants (B, D, H, W) of float32 or bfloat16 on the CPU");
        TORCH_CHECK(shortcut_any.sizes() == x_any.sizes() && shortcut_any.scalar_type() == x_any.scalar_type(),
                    "ductus::batch_norm_relu: the shortcut is not like the input");
        const int64_t channels = x_any.size(1), rows = x_any.numel() / std::max<int64_t>(1, channels);
        TORCH_CHECK(rows > 0 && weight.numel() == channels, "ductus::batch_norm_relu: ", weight.numel(), " weights for input ", x_any.sizes());
        Tensor x = x_any.contiguous(at::MemoryFormat::ChannelsLast);
        Tensor shortcut;
        if (adds) shortcut = shortcut_any.contiguous(at::MemoryFormat::ChannelsLast);
        Tensor y = at::empty(x.sizes(), x.options(), at::MemoryFormat::ChannelsLast);
        Tensor mean = at::empty({channels}, weight.options()), inverse = at::empty({channels}, weight.options());
        float *m = mean.data_ptr<float>(), *v = inverse.data_ptr<float>();
        float *rm = running_mean.data_ptr<float>(), *rv = running_variance.data_ptr<float>();
        const float *w = weight.data_ptr<float>(), *b = bias.data_ptr<float>();
        std::vector<float> scale(channels), shift(channels);
        with_elements(x, [&](auto *type) {
            using T = std::remove_pointer_t<decltype(type)>;
            if (training) moments(elements<T>(x), rows, channels, m, v);
            for (int64_t c = 0; c < channels; c++) {
                if (training) {
                    const double unbiased = rows > 1 ? static_cast<double>(rows) / (rows - 1) : 1;
                    rm[c] = static_cast<float>((1 - momentum) * rm[c] + momentum * m[c]);
                    rv[c] = static_cast<float>((1 - momentum) * rv[c] + momentum * unbiased * v[c]);
                } else {
                    m[c] = rm[c];
                    v[c] = rv[c];
                }
                v[c] = static_cast<float>(1 / std::sqrt(v[c] + epsilon));
                scale[c] = w[c] * v[c];
                shift[c] = b[c] - m[c] * scale[c];
            }
            normalise(elements<T>(x), elements<T>(shortcut), elements<T>(y), rows, channels, scale.data(), shift.data());
        });
        context->save_for_backward({x, y, weight, mean, inverse});
        context->saved_data["training"] = training;
        context->saved_data["adds"] = adds;
        return y;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients) {
        at::NoGradGuard no_gradient;
        auto saved = context->get_saved_variables();
        const Tensor &x = saved[0], &y = saved[1], &weight = saved[2], &mean = saved[3], &inverse = saved[4];
        const bool training = context->saved_data["training"].toBool();
        const int64_t channels = x.size(1), rows = x.numel() / channels;
        Tensor dy = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
        Tensor dx = at::empty(x.sizes(), x.options(), at::MemoryFormat::ChannelsLast), dshortcut;
        if (context->saved_data["adds"].toBool()) dshortcut = at::empty(x.sizes(), x.options(), at::MemoryFormat::ChannelsLast);
        Tensor dweight = at::empty_like(weight), dbias = at::empty_like(weight);
        const float *w = weight.data_ptr<float>(), *m = mean.data_ptr<float>(), *v = inverse.data_ptr<float>();
        std::vector<double> sums(2 * channels);
        std::vector<float> scale(channels), slope(channels), offset(channels);
        with_elements(x, [&](auto *type) {
            using T = std::remove_pointer_t<decltype(type)>;
            double *db = sums.data(), *dw = sums.data() + channels;
            parameter_gradients(elements<T>(x), elements<T>(y), elements<T>(dy), elements<T>(dshortcut), rows, channels, m, v, db, dw);
            for (int64_t c = 0; c < channels; c++) {
                dbias.data_ptr<float>()[c] = static_cast<float>(db[c]);
                dweight.data_ptr<float>()[c] = static_cast<float>(dw[c]);
                scale[c] = w[c] * v[c];
                slope[c] = training ? static_cast<float>(scale[c] * v[c] * dw[c] / rows) : 0.0f;
                offset[c] = training ? static_cast<float>(scale[c] * db[c] / rows - slope[c] * m[c]) : 0.0f;
            }
            input_gradient(elements<T>(x), elements<T>(y), elements<T>(dy), elements<T>(dx), rows, channels, scale.data(), slope.data(), offset.data());
        });
        return {dx, dshortcut, dweight, dbias, Tensor(), Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

Tensor batch_norm_relu(const Tensor &x, const Tensor &weight, const Tensor &bias, const Tensor &mean, const Tensor &variance, bool training,
                       double momentum, double epsilon) {
    return BatchNormRelu::apply(x, x, weight, bias, mean, variance, false, training, momentum, epsilon);
}

Tensor batch_norm_add_relu(const Tensor &x, const Tensor &shortcut, const Tensor &weight, const Tensor &bias, const Tensor &mean,
                           const Tensor &variance, bool training, double momentum, double epsilon) {
    return BatchNormRelu::apply(x, shortcut, weight, bias, mean, variance, true, training, momentum, epsilon);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(ductus, library) {
    library.def(
        "batch_norm_relu(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, bool training, float momentum, float epsilon) -> Tensor",
        batch_norm_relu);
    library.def(
        "batch_norm_add_relu(Tensor x, Tensor shortcut, Tensor weight, Tensor bias, Tensor mean, Tensor variance, bool training, float momentum, "
        "float epsilon) -> Tensor",
        batch_norm_add_relu);
}

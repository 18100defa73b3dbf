// ductus::bilstm: one bidirectional LSTM layer on the CPU with its own backward pass.
//
// libtorch runs an LSTM on the CPU frame by frame through autograd, some ten small operators a frame. Here the products that
// do not depend on the recurrence (input projections, weight gradients) are one large matrix product each, only h(t-1)·W_hh
// is left in the loop, and the two directions run side by side.
//
// Equations and gate order i, f, g, o as in torch.nn.LSTM (Hochreiter & Schmidhuber 1997; Graves & Schmidhuber 2005):
//   i, f, o = sigmoid(·), g = tanh(·), c = f·c' + i·g, h = o·tanh(c).
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Beyond ±30 nothing changes in 32 bits, but exp would overflow, which the fast division below turns into not-a-number.
inline float sigmoid(float x) { return 1.0f / (1.0f + std::exp(-std::min(std::max(x, -30.0f), 30.0f))); }

inline float tanh_of(float x) { return 2.0f * sigmoid(2.0f * x) - 1.0f; }

// gates (B, 4H) hold pre-activations and become activations; c and h (B, H) are written.
void cell_forward(float *gates, const float *c_before, float *c, float *h, int64_t batch, int64_t hidden) {
    for (int64_t b = 0; b < batch; b++) {
        float *gi = gates + b * 4 * hidden, *gf = gi + hidden, *gg = gf + hidden, *go = gg + hidden;
        const float *before = c_before + b * hidden;
        float *cell = c + b * hidden, *out = h + b * hidden;
#pragma GCC ivdep
        for (int64_t j = 0; j < hidden; j++) {
            float i = sigmoid(gi[j]), f = sigmoid(gf[j]), g = tanh_of(gg[j]), o = sigmoid(go[j]);
            float value = f * before[j] + i * g;
            gi[j] = i;
            gf[j] = f;
            gg[j] = g;
            go[j] = o;
            cell[j] = value;
            out[j] = o * tanh_of(value);
        }
    }
}

// From dh (B, H) and dc (B, H, in and out) to the gradient of the pre-activations (B, 4H).
void cell_backward(const float *gates, const float *c_before, const float *c, const float *dh, float *dc, float *dgates,
                   int64_t batch, int64_t hidden) {
    for (int64_t b = 0; b < batch; b++) {
        const float *gi = gates + b * 4 * hidden, *gf = gi + hidden, *gg = gf + hidden, *go = gg + hidden;
        const float *before = c_before + b * hidden, *cell = c + b * hidden, *dout = dh + b * hidden;
        float *dcell = dc + b * hidden;
        float *di = dgates + b * 4 * hidden, *df = di + hidden, *dg = df + hidden, *d_o = dg + hidden;
#pragma GCC ivdep
        for (int64_t j = 0; j < hidden; j++) {
            float t = tanh_of(cell[j]);
            float d = dcell[j] + dout[j] * go[j] * (1.0f - t * t);
            d_o[j] = dout[j] * t * go[j] * (1.0f - go[j]);
            di[j] = d * gg[j] * gi[j] * (1.0f - gi[j]);
            dg[j] = d * gi[j] * (1.0f - gg[j] * gg[j]);
            df[j] = d * before[j] * gf[j] * (1.0f - gf[j]);
            dcell[j] = d * gf[j];
        }
    }
}

struct BidirectionalLstm : torch::autograd::Function<BidirectionalLstm> {
    // x (T, B, D); per direction w_ih (4H, D), w_hh (4H, H), bias (4H) → (T, B, 2H)
    static Tensor forward(AutogradContext *context, const Tensor &x, const Tensor &w_ih_f, const Tensor &w_hh_f, const Tensor &bias_f,
                          const Tensor &w_ih_b, const Tensor &w_hh_b, const Tensor &bias_b) {
        at::NoGradGuard no_gradient;
        const int64_t T = x.size(0), B = x.size(1), D = x.size(2), H = w_hh_f.size(1);
        TORCH_CHECK(x.scalar_type() == at::kFloat && x.device().is_cpu(), "ductus::bilstm wants float32 on the CPU");
        TORCH_CHECK(w_ih_f.size(0) == 4 * H && w_ih_f.size(1) == D, "ductus::bilstm: weights ", w_ih_f.sizes(), " for input ", x.sizes());
        Tensor flat = x.contiguous().view({T * B, D});
        Tensor gates[2] = {at::addmm(bias_f, flat, w_ih_f.t()), at::addmm(bias_b, flat, w_ih_b.t())};  // (T·B, 4H)
        Tensor weights[2] = {w_hh_f.t().contiguous(), w_hh_b.t().contiguous()};                         // (H, 4H)
        Tensor cells[2], hiddens[2];                                                                     // row 0: before the first step
        for (int d = 0; d < 2; d++) {
            cells[d] = at::zeros({T + 1, B, H}, x.options());
            hiddens[d] = at::zeros({T + 1, B, H}, x.options());
        }

        at::parallel_for(0, 2, 1, [&](int64_t begin, int64_t end) {
            at::NoGradGuard no_gradient_here;
            for (int64_t d = begin; d < end; d++) {
                float *g = gates[d].data_ptr<float>(), *c = cells[d].data_ptr<float>(), *h = hiddens[d].data_ptr<float>();
                for (int64_t step = 0; step < T; step++) {
                    const int64_t t = d == 0 ? step : T - 1 - step;
                    float *gates_t = g + t * B * 4 * H;
                    if (step > 0) at::from_blob(gates_t, {B, 4 * H}).addmm_(at::from_blob(h + step * B * H, {B, H}), weights[d]);
                    cell_forward(gates_t, c + step * B * H, c + (step + 1) * B * H, h + (step + 1) * B * H, B, H);
                }
            }
        });

        context->save_for_backward({flat, w_ih_f, w_hh_f, w_ih_b, w_hh_b, gates[0], gates[1], cells[0], cells[1], hiddens[0], hiddens[1]});
        context->saved_data["B"] = B;
        return at::cat({hiddens[0].narrow(0, 1, T), hiddens[1].narrow(0, 1, T).flip(0)}, 2);
    }

    static variable_list backward(AutogradContext *context, variable_list gradients) {
        at::NoGradGuard no_gradient;
        auto saved = context->get_saved_variables();
        const Tensor &flat = saved[0];
        const Tensor w_ih[2] = {saved[1], saved[3]}, w_hh[2] = {saved[2].contiguous(), saved[4].contiguous()};
        const Tensor gates[2] = {saved[5], saved[6]}, cells[2] = {saved[7], saved[8]}, hiddens[2] = {saved[9], saved[10]};
        const int64_t B = context->saved_data["B"].toInt(), T = flat.size(0) / B, H = w_hh[0].size(1);
        const Tensor &dy = gradients[0];
        // Copies: the loop adds the recurrent part to them.
        Tensor dh[2] = {dy.narrow(2, 0, H).clone(at::MemoryFormat::Contiguous), dy.narrow(2, H, H).clone(at::MemoryFormat::Contiguous)};
        Tensor dgates[2] = {at::empty({T * B, 4 * H}, flat.options()), at::empty({T * B, 4 * H}, flat.options())};

        at::parallel_for(0, 2, 1, [&](int64_t begin, int64_t end) {
            at::NoGradGuard no_gradient_here;
            for (int64_t d = begin; d < end; d++) {
                float *dg = dgates[d].data_ptr<float>(), *dhd = dh[d].data_ptr<float>();
                const float *g = gates[d].data_ptr<float>(), *c = cells[d].data_ptr<float>();
                std::vector<float> dc(B * H, 0.0f);
                for (int64_t step = T - 1; step >= 0; step--) {
                    const int64_t t = d == 0 ? step : T - 1 - step;
                    float *dh_t = dhd + t * B * H;
                    if (step < T - 1) {
                        const int64_t later = d == 0 ? t + 1 : t - 1;
                        at::from_blob(dh_t, {B, H}).addmm_(at::from_blob(dg + later * B * 4 * H, {B, 4 * H}), w_hh[d]);
                    }
                    cell_backward(g + t * B * 4 * H, c + step * B * H, c + (step + 1) * B * H, dh_t, dc.data(), dg + t * B * 4 * H, B, H);
                }
            }
        });

        variable_list result(7);
        Tensor dx;
        for (int d = 0; d < 2; d++) {
            Tensor before = hiddens[d].narrow(0, 0, T);  // h of the step before, in the order of the steps …
            if (d == 1) before = before.flip(0);         // … and of the frames
            result[1 + 3 * d] = at::mm(dgates[d].t(), flat);
            result[2 + 3 * d] = at::mm(dgates[d].t(), before.reshape({T * B, H}));
            result[3 + 3 * d] = dgates[d].sum(0);
            dx = d == 0 ? at::mm(dgates[d], w_ih[d]) : dx.addmm_(dgates[d], w_ih[d]);
        }
        result[0] = dx.view({T, B, flat.size(1)});
        return result;
    }
};

Tensor bilstm(const Tensor &x, const Tensor &w_ih_f, const Tensor &w_hh_f, const Tensor &bias_f, const Tensor &w_ih_b, const Tensor &w_hh_b,
              const Tensor &bias_b) {
    return BidirectionalLstm::apply(x, w_ih_f, w_hh_f, bias_f, w_ih_b, w_hh_b, bias_b);
}

}  // namespace

TORCH_LIBRARY(ductus, library) {
    library.def("bilstm(Tensor x, Tensor w_ih_f, Tensor w_hh_f, Tensor bias_f, Tensor w_ih_b, Tensor w_hh_b, Tensor bias_b) -> Tensor", bilstm);
}

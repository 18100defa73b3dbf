#include "ductus_torch.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/torch.h>

#include <atomic>
#include <cstring>
#include <exception>
#include <string>

struct ductus_tensor {
    at::Tensor value;
};

struct ductus_operator {
    c10::OperatorHandle handle;
};

namespace {

thread_local std::string last_error;
std::atomic<int64_t> live_tensors{0};

// The one border that C++ exceptions do not cross.
template <typename F>
ductus_status guarded(F &&body) noexcept {
    try {
        body();
        return DUCTUS_OK;
    } catch (const c10::Error &e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception &e) {
        last_error = e.what();
    } catch (...) {
        last_error = "an unknown C++ exception";
    }
    return DUCTUS_ERROR;
}

ductus_tensor *own(at::Tensor value) {
    auto *result = new ductus_tensor{std::move(value)};
    live_tensors.fetch_add(1, std::memory_order_relaxed);
    return result;
}

c10::Device device_of(int32_t device) {
    TORCH_CHECK(device == DUCTUS_CPU || device == DUCTUS_CUDA, "unknown device number ", device);
    return c10::Device(device == DUCTUS_CPU ? c10::kCPU : c10::kCUDA);
}

// The type of a schema argument, without Optional.
c10::TypePtr plain_type(const c10::TypePtr &type) {
    if (auto optional = type->cast<c10::OptionalType>()) return optional->getElementType();
    return type;
}

// A list of the element type that the schema asks for, so that c10::optional and std::optional never show here.
c10::IValue list_value(const ductus_value &value, const c10::TypePtr &type) {
    auto list_type = type->cast<c10::ListType>();
    TORCH_CHECK(list_type, "a list was given where the schema wants ", type->str());
    c10::impl::GenericList list(list_type->getElementType());
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) {
        switch (value.kind) {
            case DUCTUS_VALUE_INTEGERS: list.push_back(value.as.integers[i]); break;
            case DUCTUS_VALUE_BOOLEANS: list.push_back(value.as.integers[i] != 0); break;
            case DUCTUS_VALUE_NUMBERS: list.push_back(value.as.numbers[i]); break;
            default: {
                ductus_tensor *tensor = value.as.tensors[i];
                list.push_back(tensor ? c10::IValue(tensor->value) : c10::IValue());
            }
        }
    }
    return c10::IValue(std::move(list));
}

c10::IValue to_ivalue(const ductus_value &value, const c10::Argument &argument) {
    const c10::TypePtr type = plain_type(argument.type());
    switch (value.kind) {
        case DUCTUS_VALUE_NONE: return c10::IValue();
        case DUCTUS_VALUE_TENSOR: return value.as.tensor->value;
        case DUCTUS_VALUE_INTEGER:
            if (type->kind() == c10::TypeKind::FloatType) return static_cast<double>(value.as.integer);
            return value.as.integer;
        case DUCTUS_VALUE_NUMBER: return value.as.number;
        case DUCTUS_VALUE_BOOLEAN: return value.as.integer != 0;
        case DUCTUS_VALUE_TEXT:
            if (type->kind() == c10::TypeKind::DeviceObjType) return c10::Device(std::string(value.as.text));
            return std::string(value.as.text);
        case DUCTUS_VALUE_DEFAULT:
            TORCH_CHECK(argument.default_value(), "argument ", argument.name(), " has no default");
            return *argument.default_value();
        default: return list_value(value, type);
    }
}

void write_result(const c10::IValue &result, ductus_value *results, int32_t capacity, int32_t &count) {
    auto next = [&](int32_t kind) -> ductus_value & {
        TORCH_CHECK(count < capacity, "the operator has more results than the ", capacity, " there is room for");
        ductus_value &value = results[count++];
        std::memset(&value, 0, sizeof value);
        value.kind = kind;
        return value;
    };
    if (result.isTensor()) {
        at::Tensor tensor = result.toTensor();
        if (tensor.defined())
            next(DUCTUS_VALUE_TENSOR).as.tensor = own(std::move(tensor));
        else
            next(DUCTUS_VALUE_NONE);
    } else if (result.isTensorList()) {
        for (const at::Tensor &tensor : result.toTensorVector()) next(DUCTUS_VALUE_TENSOR).as.tensor = own(tensor);
    } else if (result.isInt()) {
        next(DUCTUS_VALUE_INTEGER).as.integer = result.toInt();
    } else if (result.isDouble()) {
        next(DUCTUS_VALUE_NUMBER).as.number = result.toDouble();
    } else if (result.isBool()) {
        next(DUCTUS_VALUE_BOOLEAN).as.integer = result.toBool();
    } else if (result.isNone()) {
        next(DUCTUS_VALUE_NONE);
    } else {
        TORCH_CHECK(false, "a result of type ", result.tagKind(), " cannot be passed on");
    }
}

}  // namespace

const char *ductus_last_error(void) { return last_error.c_str(); }

const char *ductus_torch_version(void) { return TORCH_VERSION; }

ductus_status ductus_find_operator(const char *name, const char *overload, ductus_operator **result) {
    return guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(handle.has_value(), "libtorch ", TORCH_VERSION, " has no operator ", name, " (", overload, ")");
        *result = new ductus_operator{*handle};
    });
}

ductus_status ductus_call(ductus_operator *op, const ductus_value *arguments, int32_t argument_count, ductus_value *results,
                          int32_t capacity, int32_t *count) {
    *count = 0;
    ductus_status status = guarded([&] {
        const c10::FunctionSchema &schema = op->handle.schema();
        const auto &wanted = schema.arguments();
        TORCH_CHECK(static_cast<size_t>(argument_count) <= wanted.size(), schema.name(), " takes ", wanted.size(),
                    " arguments, got ", argument_count);
        torch::jit::Stack stack;
        stack.reserve(wanted.size());
        for (size_t i = 0; i < wanted.size(); i++) {
            if (i < static_cast<size_t>(argument_count)) {
                stack.push_back(to_ivalue(arguments[i], wanted[i]));
            } else {
                TORCH_CHECK(wanted[i].default_value(), schema.name(), " needs argument ", wanted[i].name());
                stack.push_back(*wanted[i].default_value());
            }
        }
        op->handle.callBoxed(stack);
        for (const c10::IValue &result : stack) write_result(result, results, capacity, *count);
    });
    if (status != DUCTUS_OK) {
        for (int32_t i = 0; i < *count; i++)
            if (results[i].kind == DUCTUS_VALUE_TENSOR) ductus_tensor_free(results[i].as.tensor);
        *count = 0;
    }
    return status;
}

ductus_status ductus_tensor_new(const void *data, int32_t type, const int64_t *sizes, int32_t dimensions, int32_t device,
                                ductus_tensor **result) {
    return guarded([&] {
        at::Tensor view = at::from_blob(const_cast<void *>(data), c10::IntArrayRef(sizes, dimensions),
                                        at::TensorOptions().dtype(static_cast<c10::ScalarType>(type)));
        *result = own(device == DUCTUS_CPU ? view.clone() : view.to(device_of(device)));
    });
}

void ductus_tensor_free(ductus_tensor *tensor) {
    if (!tensor) return;
    guarded([&] { delete tensor; });
    live_tensors.fetch_sub(1, std::memory_order_relaxed);
}

ductus_status ductus_tensor_describe(ductus_tensor *tensor, int32_t *type, int32_t *device, int32_t *dimensions, int64_t *sizes,
                                     int32_t capacity) {
    return guarded([&] {
        const at::Tensor &value = tensor->value;
        *type = static_cast<int32_t>(value.scalar_type());
        *device = value.is_cuda() ? DUCTUS_CUDA : DUCTUS_CPU;
        *dimensions = static_cast<int32_t>(value.dim());
        for (int32_t i = 0; i < *dimensions && i < capacity; i++) sizes[i] = value.size(i);
    });
}

ductus_status ductus_tensor_read(ductus_tensor *tensor, void *buffer, int64_t bytes) {
    return guarded([&] {
        at::Tensor value = tensor->value.detach().cpu().contiguous();
        TORCH_CHECK(static_cast<int64_t>(value.nbytes()) == bytes, "the tensor holds ", value.nbytes(), " bytes, the buffer ", bytes);
        std::memcpy(buffer, value.data_ptr(), bytes);
    });
}

ductus_status ductus_tensor_write(ductus_tensor *tensor, const void *buffer, int64_t bytes) {
    return guarded([&] {
        at::NoGradGuard no_gradient;
        at::Tensor &value = tensor->value;
        TORCH_CHECK(static_cast<int64_t>(value.nbytes()) == bytes, "the tensor holds ", value.nbytes(), " bytes, the buffer ", bytes);
        value.copy_(at::from_blob(const_cast<void *>(buffer), value.sizes(), at::TensorOptions().dtype(value.scalar_type())));
    });
}

ductus_status ductus_tensor_require_gradient(ductus_tensor *tensor, int32_t required) {
    return guarded([&] { tensor->value.set_requires_grad(required != 0); });
}

ductus_status ductus_tensor_set_gradient(ductus_tensor *tensor, ductus_tensor *gradient) {
    return guarded([&] {
        TORCH_CHECK(tensor->value.sizes() == gradient->value.sizes(), "sizes of tensor and gradient differ");
        tensor->value.mutable_grad() = gradient->value;
    });
}

ductus_status ductus_backward(ductus_tensor *loss) {
    return guarded([&] { torch::autograd::backward({loss->value}, {}); });
}

ductus_status ductus_set_gradient_mode(int32_t enabled, int32_t *before) {
    return guarded([&] {
        *before = at::GradMode::is_enabled();
        at::GradMode::set_enabled(enabled != 0);
    });
}

ductus_status ductus_set_threads(int32_t threads) {
    return guarded([&] { at::set_num_threads(threads); });
}

ductus_status ductus_seed(uint64_t seed) {
    return guarded([&] { torch::manual_seed(seed); });
}

int32_t ductus_cuda_available(void) {
    int32_t available = 0;
    guarded([&] { available = torch::cuda::is_available(); });
    return available;
}

ductus_status ductus_synchronize(int32_t device) {
    return guarded([&] {
        if (device == DUCTUS_CUDA) torch::cuda::synchronize();
    });
}

int32_t ductus_cpu_bfloat16(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") ? 1 : 0;
#else
    return 0;
#endif
}

int64_t ductus_live_tensors(void) { return live_tensors.load(std::memory_order_relaxed); }

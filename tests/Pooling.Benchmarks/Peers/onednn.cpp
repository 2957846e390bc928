// Times oneDNN's pooling for inference: onednn THREADS SECONDS. See compare.sh for what is read and written.
#include <dnnl.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using Clock = std::chrono::steady_clock;
using dnnl::memory;

namespace {

constexpr double ShortestSample = 20e-6;
constexpr std::size_t FewestSamples = 5;

struct Case {
    std::string id, op;
    memory::dims source, kernel, strides, pad, destination;
};

struct Layout {
    const char* name;
    memory::format_tag tags[3];
};

constexpr Layout Layouts[] = {
    {"channels_first", {memory::format_tag::ncw, memory::format_tag::nchw, memory::format_tag::ncdhw}},
    {"channels_last", {memory::format_tag::nwc, memory::format_tag::nhwc, memory::format_tag::ndhwc}},
};

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class Call>
double time_batch(Call call, int batch) {
    const auto start = Clock::now();
    for (int i = 0; i < batch; i++) {
        call();
    }
    return seconds_since(start);
}

// The median time of a call in microseconds. Calls that alone take longer than all the time there is are few.
template <class Call>
double median_microseconds(Call call, double seconds) {
    call();
    int batch = 1;
    while (time_batch(call, batch) < ShortestSample) {
        batch *= 2;
    }
    std::vector<double> samples;
    for (const auto start = Clock::now(); seconds_since(start) < (samples.size() < FewestSamples ? 4 : 1) * seconds || samples.empty();) {
        samples.push_back(time_batch(call, batch) / batch * 1e6);
    }
    std::sort(samples.begin(), samples.end());
    return samples[samples.size() / 2];
}

Case read_case(const std::string& line) {
    std::istringstream text(line);
    Case read;
    int rank = 0;
    text >> read.id >> read.op >> rank;
    const auto numbers = [&text](memory::dims& list, int count) {
        list.resize(count);
        for (auto& number : list) {
            text >> number;
        }
    };
    numbers(read.source, rank + 2);
    numbers(read.kernel, rank);
    numbers(read.strides, rank);
    numbers(read.pad, rank);
    read.destination = read.source;
    for (int axis = 0; axis < rank; axis++) {
        read.destination[axis + 2] = (read.source[axis + 2] + 2 * read.pad[axis] - read.kernel[axis]) / read.strides[axis] + 1;
    }
    return read;
}

double time_case(const Case& timed, const Layout& layout, double seconds, dnnl::engine& engine, dnnl::stream& stream) {
    const auto tag = layout.tags[timed.kernel.size() - 1];
    const memory::desc source(timed.source, memory::data_type::f32, tag);
    const memory::desc destination(timed.destination, memory::data_type::f32, tag);
    const auto algorithm = timed.op == "max" ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_exclude_padding;
    const dnnl::pooling_forward pooling(dnnl::pooling_forward::primitive_desc(
        {dnnl::prop_kind::forward_inference, algorithm, source, destination, timed.strides, timed.kernel, timed.pad, timed.pad},
        engine));
    memory input(source, engine);
    memory output(destination, engine);
    std::mt19937 random(1);
    std::uniform_real_distribution<float> uniform(-0.5f, 0.5f);
    std::generate_n(static_cast<float*>(input.get_data_handle()), source.get_size() / sizeof(float), [&] { return uniform(random); });
    return median_microseconds(
        [&] {
            pooling.execute(stream, {{DNNL_ARG_SRC, input}, {DNNL_ARG_DST, output}});
            stream.wait();
        },
        seconds);
}

}  // namespace

int main(int, char** arguments) {
    const std::string threads = arguments[1];
    const double seconds = std::atof(arguments[2]);
    const auto* version = dnnl_version();
    dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    dnnl::stream stream(engine);
    for (std::string line; std::getline(std::cin, line);) {
        const Case timed = read_case(line);
        for (const Layout& layout : Layouts) {
            std::cout << "{\"peer\":\"onednn " << version->major << '.' << version->minor << '.' << version->patch << "\",\"id\":\"" << timed.id
                      << "\",\"layout\":\"" << layout.name << "\",\"threads\":" << threads;
            try {
                std::cout << ",\"us\":" << std::fixed << time_case(timed, layout, seconds, engine, stream);
            } catch (const dnnl::error& error) {
                std::cout << ",\"error\":\"" << error.what() << '"';
            }
            std::cout << "}\n";
        }
        std::cout << std::endl;
    }
}

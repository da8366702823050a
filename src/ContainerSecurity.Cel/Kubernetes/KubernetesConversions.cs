using ContainerSecurity.Cel.Evaluation;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>
/// The functions of the language that answer in the words of Go's own library in an API server: numbers and times from
/// and to text, and time zones.
/// </summary>
internal static class KubernetesConversions
{
    public static CelLibrary Create()
    {
        CelLibrary library = new CelLibrary("kubernetes.conversions")
            .Function("double_to_string", "string", "f(double) -> string", d => CelValue.From(GoNumbers.Format(d.DoubleBits)))
            .Function("duration_to_string", "string", "f(duration) -> string", d => CelValue.From(DurationToText(d.Bits)))
            .Function(
                "string_to_double",
                "double",
                "f(string) -> double",
                s => GoNumbers.Parse((string)s.Reference!) is { } d ? CelValue.From(d) : Errors.Conversion(s, "double"))
            .Function(
                "string_to_timestamp",
                "timestamp",
                "f(string) -> timestamp",
                s => CelTimestamp.ParseAsGo((string)s.Reference!) is { } t
                    ? CelValue.From(t)
                    : Errors.Conversion(s, "google.protobuf.Timestamp"));
        Calendar.AddForKubernetes(library);
        return library;
    }

    /// <summary>Seconds as a double in text, whose last digits are rounded for long durations.</summary>
    public static string DurationToText(long nanoseconds)
    {
        double seconds = nanoseconds / 1_000_000_000 + nanoseconds % 1_000_000_000 / 1e9;
        return GoNumbers.FormatPlain(seconds) + "s";
    }
}

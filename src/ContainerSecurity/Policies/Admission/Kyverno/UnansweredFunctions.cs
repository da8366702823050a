using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>
/// The functions of Kyverno that ask a registry, a clock, chance or keys, which nobody does here: policies that call
/// them are right, and what they say is not known.
/// </summary>
internal static class UnansweredFunctions
{
    private static readonly string[] Signatures =
    [
        "time_now() -> string",
        "time_now_utc() -> string",
        "time_parse(string, string) -> string",
        "time_add(string, string) -> string",
        "time_diff(string, string) -> string",
        "time_before(string, string) -> bool",
        "time_after(string, string) -> bool",
        "random() -> string",
        "random(string) -> string",
        "x509.decode(string) -> dyn",
        "listObjToMap(list(dyn), list(dyn), string, string) -> map(dyn, dyn)",
        "verifyImageSignatures(string, list(dyn)) -> int",
        "verifyAttestationSignatures(string, string, list(dyn)) -> int",
        "getImageData(string) -> dyn",
        "extractPayload(string, string) -> dyn",
    ];

    public static void AddTo(CelEnvironmentBuilder builder)
    {
        foreach (string signature in Signatures)
        {
            CelValue unknown = CelValue.Unknown(signature.Substring(0, signature.IndexOf('(')) + "()");
            builder.AddFunction(signature, _ => unknown);
        }
    }
}

using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Replaces functions that ask a cluster, a name server, chance or the clock: what they give is not known.</summary>
internal static class OpenFunctions
{
    private static readonly HashSet<string> OfChance =
    [
        "randAlphaNum", "randAlpha", "randNumeric", "randAscii", "randBytes", "randInt", "uuidv4", "shuffle", "genPrivateKey", "genCA", "genCAWithKey",
        "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "bcrypt", "htpasswd", "derivePassword", "encryptAES",
        "now",
    ];

    private static readonly HashSet<string> OfTime =
        ["ago", "date", "dateInZone", "date_in_zone", "htmlDate", "htmlDateInZone", "durationRound", "unixEpoch"];

    private static readonly HashSet<string> OfClusters = ["lookup", "getHostByName"];

    /// <summary>The functions, of which those that nobody can answer now give unknown values.</summary>
    public static IEnumerable<GoFunction> Of(IEnumerable<GoFunction> functions) => functions.Select(Open);

    private static GoFunction Open(GoFunction function)
    {
        if (OfChance.Contains(function.Name))
            return function with { Body = _ => UnknownValue.Present, Steps = 0 };
        if (OfClusters.Contains(function.Name))
            return function with { Body = _ => UnknownValue.Undecided };
        if (OfTime.Contains(function.Name))
            return function with { Body = a => IsFixed(function.Name, a) ? function.Body(a) : UnknownValue.Present };
        if (function.Name is "has" or "mustHas")
            return function with { Body = a => Has(function, a) };
        if (function.Name == "required")
            return function with { Body = a => a[1] is NilValue or Missing or TextValue { Text: "" } ? UnknownValue.Present : a[1] };
        return function;
    }

    /// <summary>Whether a list has an element; where it has unknown ones and not this, that is unknown too.</summary>
    private static GoValue Has(GoFunction function, GoValue[] arguments)
    {
        GoValue found = function.Body(arguments);
        return found.IsTrue || arguments[1] is not ListValue list || !list.Items.Any(UnknownValue.IsIn) ? found : UnknownValue.Undecided;
    }

    /// <summary>Whether a date is given, so that the clock is not asked.</summary>
    private static bool IsFixed(string name, GoValue[] arguments) =>
        name switch
        {
            "ago" => false,
            "durationRound" => arguments[0] is TextValue or IntegerValue,
            _ => Array.Exists(arguments, a => a is Functions.DateValue or IntegerValue),
        };
}

using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.ControlPlane;

namespace ContainerSecurity.Rules.Access.ControlPlane;

/// <summary>What one setting of a program must be: a line of control-plane-flags.txt, which explains the columns.</summary>
internal sealed record ControlPlaneCheck(string Rule, string Program, ComponentSetting Setting, string Operator, string Wanted)
{
    /// <summary>The severity of a value that is wrong.</summary>
    public Severity Severity { get; init; }

    /// <summary>The severity where nothing is set.</summary>
    public Severity AbsentSeverity { get; init; }

    /// <summary>What holds where nothing is set, by whose defaults hold: empty for nothing, null where that is not known.</summary>
    public IReadOnlyList<string?> Defaults { get; init; } = [];

    /// <summary>The first version with the setting.</summary>
    public KubernetesVersion? Since { get; init; }

    /// <summary>The last version with the setting.</summary>
    public KubernetesVersion? Until { get; init; }

    /// <summary>Settings that may say the same elsewhere, so that the absence of this one says nothing.</summary>
    public IReadOnlyList<ComponentSetting> Unless { get; init; } = [];

    /// <summary>The section of the CIS Kubernetes Benchmark, such as <c>1.2.1</c>; null for none.</summary>
    public string? Control { get; init; }

    /// <summary>What is wrong otherwise.</summary>
    public string Why { get; init; } = "";

    /// <summary>The section as descriptors and findings name it; null for none.</summary>
    public string? Reference => Control is null ? null : $"CIS Kubernetes {Control}";

    /// <summary>What is allowed, in words that follow “Allowed:”.</summary>
    public string Allowed => Operator switch
    {
        "is" => Wanted.Replace("|", " or "),
        "isnt" => $"anything but {Wanted}",
        "has" => $"a list with {Wanted}",
        "lacks" => $"a list without {Wanted}",
        "within" => $"{string.Join(", ", Wanted.Split(',').Take(2))} and others as strong",
        "unset" => "not to set it",
        "min" => $"at least {Wanted}",
        "nonzero" => "anything but 0",
        "local" => "127.0.0.1 or ::1",
        _ => "a value",
    };

    /// <summary>Whether a program of a version of Kubernetes is meant.</summary>
    public bool AppliesTo(ControlPlaneComponent component, KubernetesVersion version) =>
        component.Program == Program && !(version < Since) && !(version > Until);

    /// <summary>What holds where nothing is set; null where that is not known.</summary>
    public string? DefaultOf(ControlPlaneComponent component) =>
        Unless.Any(u => component.Settings.Read(u) is { IsMissing: false } other && !other.Is("false")) ? null : Defaults[(int)component.Settings.Defaults];

    /// <summary>Returns whether the setting is right; null where that cannot be told.</summary>
    public bool? Holds(Field<string> value, ControlPlaneComponent component) =>
        value.IsUnknown || (value.IsKnown ? value.Value : DefaultOf(component)) is not { } text ? null : Holds(text);

    private bool? Holds(string text) => Operator switch
    {
        "is" => Wanted.Split('|').Contains(text),
        "isnt" => text != Wanted,
        "has" => Items(text).Contains(Wanted),
        "lacks" => !Items(text).Contains(Wanted),
        "within" => text.Length > 0 && !Items(text).Except(Wanted.Split(',')).Any(),
        "unset" => text.Length == 0,
        "min" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number >= long.Parse(Wanted, CultureInfo.InvariantCulture)
            : text.Length == 0 ? false : null,
        "nonzero" => text.Any(c => c is >= '1' and <= '9'),
        "local" => IsLocal(text),
        _ => text.Length > 0,
    };

    private static IEnumerable<string> Items(string text) => text.Split(',').Select(i => i.Trim()).Where(i => i.Length > 0);

    private static bool IsLocal(string address) =>
        address.Length == 0 || address.StartsWith("127.", StringComparison.Ordinal) || address == "::1" || address.StartsWith("[::1]", StringComparison.Ordinal)
        || address == "localhost" || address.StartsWith("localhost:", StringComparison.Ordinal);
}

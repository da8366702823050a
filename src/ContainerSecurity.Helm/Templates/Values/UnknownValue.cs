namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>
/// A value that nobody knows before the chart is installed: what a cluster answers, chance, time, or what a user has to
/// give. Only open rendering has such values. It prints as <see cref="Hole"/>.
/// </summary>
internal sealed class UnknownValue : GoValue
{
    /// <summary>What stands in a text for a part that is not known: a code point that no text for others holds (Unicode, noncharacters).</summary>
    public const char Hole = '\uFDD0';

    private UnknownValue(bool? truth) => Truth = truth;

    /// <summary>A value of which not even the truth is known.</summary>
    public static UnknownValue Undecided { get; } = new(null);

    /// <summary>A value that is there and not empty.</summary>
    public static UnknownValue Present { get; } = new(true);

    /// <summary>A value that a user may give and a chart does not: conditions take it for nil, as Helm does with the chart's own values.</summary>
    public static UnknownValue Absent { get; } = new(false);

    /// <summary>Go's truth of the value; null where that depends on it.</summary>
    public bool? Truth { get; }

    public bool IsAbsent => Truth == false;

    public override GoType Type => GoType.Unknown;

    public override bool IsTrue => Truth ?? true;

    /// <summary>Whether a value is not known, or is a text that is not known whole.</summary>
    public static bool IsIn(GoValue value) => value is UnknownValue || (value is TextValue text && text.Text.Contains(Hole, StringComparison.Ordinal));

    /// <summary>The truth of a value; null where it is not known, as that of a text without a known character is not.</summary>
    public static bool? TruthOf(GoValue value) =>
        value switch
        {
            UnknownValue unknown => unknown.Truth,
            TextValue { Text.Length: > 0 } text when !text.Text.AsSpan().ContainsAnyExcept(Hole) => null,
            _ => value.IsTrue,
        };

    /// <summary>A value of which no more than its truth is known.</summary>
    public static UnknownValue WithTruth(bool? truth) => truth switch { true => Present, false => Absent, null => Undecided };
}

using NUnit.Framework.Constraints;

namespace ContainerSecurity.NUnit;

/// <summary>Says why something does not comply, in place of the value itself.</summary>
internal sealed class CompliesResult(IConstraint constraint, object? actual, IReadOnlyList<string> problems)
    : ConstraintResult(constraint, actual, problems.Count == 0)
{
    public override void WriteActualValueTo(MessageWriter writer) => writer.Write(string.Join(Environment.NewLine, problems));
}

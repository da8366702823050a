using System.Text;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>One of a policy's <c>validations</c>.</summary>
internal sealed record Validation(AdmissionExpression Expression, string Message, AdmissionExpression? MessageExpression, string Reason)
{
    /// <summary>The longest evaluated message in bytes.</summary>
    private const int MaxMessage = 5 * 1024;

    /// <summary>What is said to the user: the evaluated message where it is a single line of text, else the fixed one, else the expression.</summary>
    public string Say(EvaluationState state)
    {
        if (MessageExpression?.Evaluate(state) is { Kind: CelKind.String } evaluated)
        {
            string text = evaluated.AsString().Trim();
            if (text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= MaxMessage && text.IndexOf('\n') < 0)
                return text;
        }
        return Message.Length > 0 ? Message : $"failed expression: {Expression.Text.Trim()}";
    }
}

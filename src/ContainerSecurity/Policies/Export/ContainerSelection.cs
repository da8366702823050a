using System.Globalization;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Policies.Export;

/// <summary>
/// What selectors and waivers that name containers or images leave of an object's containers, in CEL. Images are
/// normalised once; a selector's patterns pick from them, and what is no reference is never picked.
/// </summary>
internal sealed class ContainerSelection
{
    private const string Images = "containerImages";
    private const string Selected = "selectedContainers";
    private readonly List<string> conditions = [];
    private readonly List<CelVariable> variables = [];
    private readonly List<string> others = [];

    /// <summary>The containers that are not judged.</summary>
    public AcceptedContainers Accepted => new(conditions.Count == 0 ? null : CelText.Any(conditions), variables);

    /// <summary>Whether no container is selected, and so nothing is judged; null where none needs to be.</summary>
    public string? IsNothingSelected => others.Count == 0 ? null : $"variables.{Selected}.size() == 0";

    /// <summary>What <see cref="IsNothingSelected"/> reads.</summary>
    public IEnumerable<CelVariable> Selection => others.Count == 0
        ? []
        : [new CelVariable(Selected, $"{CelVariables.EveryContainer}.filter(c, !({CelText.Any(others)}))")];

    /// <summary>Leaves alone what a selector picks.</summary>
    public void LeaveAlone(ResourceSelector selector) => conditions.Add(CelText.All(
    [
        SelectorExpression.OfObject(selector),
        SelectorExpression.OfContainer(selector),
        .. selector.ImagePatterns.Count == 0 ? [] : new[] { RunsOneOf(ImagesOf(selector, isNamed: true)) },
    ]));

    /// <summary>Leaves alone what a selector of what is judged does not pick.</summary>
    public void Keep(ResourceSelector selector)
    {
        if (!selector.NamesContainers)
            return;
        string other = selector.ImagePatterns.Count == 0
            ? SelectorExpression.OfOtherContainer(selector)
            : CelText.Any([SelectorExpression.OfOtherContainer(selector), RunsOneOf(ImagesOf(selector, isNamed: false))]);
        others.Add(other);
        conditions.Add(other);
    }

    private static string RunsOneOf(string variable) => $"string(c.?image.orValue('')) in variables.{variable}";

    private string ImagesOf(ResourceSelector selector, bool isNamed)
    {
        if (variables.Count == 0)
            variables.Add(new CelVariable(Images, CelImages.NormalizedOf(CelVariables.EveryContainer)));
        string name = "pickedImages" + variables.Count.ToString(CultureInfo.InvariantCulture);
        string isOne = $"{CelText.List(CelImages.Regexes(selector.ImagePatterns))}.exists(p, i.full.matches(p))";
        variables.Add(new CelVariable(name, $"variables.{Images}.filter(i, {(isNamed ? isOne : "!" + isOne)}).map(i, i.text)"));
        return name;
    }
}

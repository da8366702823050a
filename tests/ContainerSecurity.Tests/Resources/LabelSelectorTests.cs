using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Resources;

public class LabelSelectorTests
{
    private static NodeView Root(string yaml) => new(new DocumentReader().Read(yaml, "labels.yaml").Documents.Single());

    private static bool MayMatch(string selector, string labels) =>
        new LabelSelector(Root($"selector: {selector}")["selector"]).MayMatch(new LabelSet(Root($"labels: {labels}").Map("labels")));

    private static LabelSelector Selector(string yaml) => new(Root(yaml)["selector"]);

    [TestCase("{matchLabels: {app: web}}", true)]
    [TestCase("{matchLabels: {app: web, tier: back}}", true)]
    [TestCase("{matchLabels: {app: Web}}", false)]
    [TestCase("{matchLabels: {app: web, team: shop}}", false)]
    [TestCase("{matchExpressions: [{key: app, operator: In, values: [api, web]}]}", true)]
    [TestCase("{matchExpressions: [{key: app, operator: In, values: [api]}]}", false)]
    [TestCase("{matchExpressions: [{key: team, operator: In, values: [shop]}]}", false)]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: [api]}]}", true)]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", false)]
    [TestCase("{matchExpressions: [{key: team, operator: NotIn, values: [shop]}]}", true)]
    [TestCase("{matchExpressions: [{key: app, operator: Exists}]}", true)]
    [TestCase("{matchExpressions: [{key: team, operator: Exists}]}", false)]
    [TestCase("{matchExpressions: [{key: app, operator: DoesNotExist}]}", false)]
    [TestCase("{matchExpressions: [{key: team, operator: DoesNotExist}]}", true)]
    [TestCase("{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: DoesNotExist}]}", false)]
    [TestCase("{}", true)]
    public void All_that_the_selector_says_must_hold(string selector, bool matches)
    {
        Assert.That(MayMatch(selector, "{app: web, tier: back}"), Is.EqualTo(matches));
    }

    [TestCase("{matchLabels: {app: '{{ .Values.app }}'}}", true)]
    [TestCase("{matchLabels: {team: '{{ .Values.team }}'}}", false)]
    [TestCase("{matchExpressions: [{key: app, operator: In, values: '{{ .Values.apps }}'}]}", true)]
    [TestCase("{matchExpressions: [{key: team, operator: In, values: '{{ .Values.teams }}'}]}", false)]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: ['{{ .Values.app }}']}]}", true)]
    [TestCase("{matchExpressions: [{key: '{{ .Values.key }}', operator: Exists}]}", true)]
    [TestCase("{matchExpressions: [{key: team, operator: '{{ .Values.operator }}'}]}", true)]
    [TestCase("{matchExpressions: '{{ .Values.expressions }}'}", true)]
    [TestCase("'{{ .Values.selector }}'", true)]
    public void Selector_that_is_not_known_may_match_what_it_can(string selector, bool may)
    {
        Assert.That(MayMatch(selector, "{app: web}"), Is.EqualTo(may));
    }

    [TestCase("{matchLabels: {app: web}}", "{app: '{{ .Values.app }}'}", true)]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", "{app: '{{ .Values.app }}'}", true)]
    [TestCase("{matchExpressions: [{key: app, operator: DoesNotExist}]}", "{app: '{{ .Values.app }}'}", false)]
    [TestCase("{matchLabels: {app: web}}", "'{{ .Values.labels }}'", true)]
    [TestCase("{matchExpressions: [{key: app, operator: Exists}]}", "'{{ .Values.labels }}'", true)]
    [TestCase("{matchLabels: {app: web}}", "null", false)]
    public void Labels_that_are_not_known_may_be_matched(string selector, string labels, bool may)
    {
        Assert.That(MayMatch(selector, labels), Is.EqualTo(may));
    }

    [TestCase("selector: {}", true, false)]
    [TestCase("selector: {matchLabels: {}, matchExpressions: []}", true, false)]
    [TestCase("selector: null", true, true)]
    [TestCase("other: {}", true, true)]
    [TestCase("selector: {matchLabels: {app: web}}", false, false)]
    [TestCase("selector: '{{ .Values.selector }}'", false, false)]
    public void Empty_is_told_from_missing_and_from_unknown(string yaml, bool isEmpty, bool isMissing)
    {
        Assert.That((Selector(yaml).IsEmpty, Selector(yaml).IsMissing), Is.EqualTo((isEmpty, isMissing)));
    }
}

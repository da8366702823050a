namespace ContainerSecurity.Rules;

/// <summary>
/// Says what a rule judges. A rule implements it once for each kind of subject: a resource such as
/// <see cref="ContainerSecurity.Resources.Workload"/>, or a part of one such as
/// <see cref="ContainerSecurity.Resources.Container"/>.
/// </summary>
/// <remarks>
/// The engine walks every resource and calls the rule for each subject that the resource offers by
/// <see cref="ContainerSecurity.Resources.Resource.OfferTo"/>, so a rule never looks for its subjects itself.
/// </remarks>
/// <typeparam name="TSubject">
/// The kind of subject, exactly as it is offered: a rule over <see cref="ContainerSecurity.Resources.Resource"/> sees
/// all resources, one over <see cref="ContainerSecurity.Resources.Rbac.Role"/> only those.
/// </typeparam>
public interface IJudges<TSubject>
{
    /// <summary>Judges one subject and reports what is wrong by <see cref="RuleContext.Report"/>.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    void Judge(TSubject subject, RuleContext context);
}

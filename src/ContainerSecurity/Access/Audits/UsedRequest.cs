namespace ContainerSecurity.Access.Audits;

/// <summary>A request that was made and allowed.</summary>
/// <param name="Request">The request, without its user's groups; its name is empty where it named no object, or where
/// so many were named that they are not kept apart.</param>
/// <param name="NamesAny">Whether it stands for requests with many different names.</param>
/// <param name="Count">How often it was made.</param>
/// <param name="First">When it was first made.</param>
/// <param name="Last">When it was last made.</param>
public sealed record UsedRequest(RbacRequest Request, bool NamesAny, long Count, DateTimeOffset First, DateTimeOffset Last);

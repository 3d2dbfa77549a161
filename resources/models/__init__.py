from resources.models.agencies import Agency, AgencyHours
from resources.models.assurances import Assurance
from resources.models.bases import Base, BaseHours
from resources.models.groups import Group
from resources.models.learning import LearnIndexPage, LearningMaterialPage
from resources.models.listing import Listing
from resources.models.sites import Site
from resources.models.situations import Situation
from resources.models.vocabularies import AgencyType, BaseFunction, BaseType, GroupType

__all__ = [
    "Agency",
    "AgencyHours",
    "AgencyType",
    "Assurance",
    "Base",
    "BaseFunction",
    "BaseHours",
    "BaseType",
    "Group",
    "GroupType",
    "LearnIndexPage",
    "LearningMaterialPage",
    "Listing",
    "Site",
    "Situation",
]
